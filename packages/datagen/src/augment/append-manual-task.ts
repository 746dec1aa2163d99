import type { Step } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { manualTask } from "../connectors/index.js";
import { lexicon } from "../lexicon/index.js";
import type { WrittenPair } from "../written/index.js";

/**
 * One more thing to do at the end, that a person does and no step of the catalogue.
 * @returns the pair as it was where the request does not end with an action, or no such task is found.
 */
export function appendManualTask(pair: WrittenPair, rng: Random): WrittenPair {
  const { request, workflow, catalog } = pair;
  const last = workflow.steps.at(-1);
  const text = request.replace(/[\s.!]+$/, "");
  if (!last || !("use" in last) || /["”)]$/.test(text) || text.includes("\n")) return pair;
  if (!last.annotation || !text.endsWith(last.annotation)) return pair;
  const task = manualTask(catalog, rng);
  if (!task || request.includes(task)) return pair;
  const step: Step = { id: "by_hand", placeholder: true, annotation: task };
  const end = rng.chance(0.5) ? "." : "";
  return {
    ...pair,
    request: `${text}${rng.pick(lexicon.augmentation.manualTaskJoints)}${task}${end}`,
    workflow: { ...workflow, steps: [...workflow.steps, step] },
  };
}
