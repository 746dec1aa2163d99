import { compact, inputTasks } from "@flowright/generate/codec";
import { Random } from "@flowright/workflow/core";
import type { SftExample } from "./examples.js";
import type { DatasetItem } from "./generate-dataset.js";

/** Drops long requests and answers that teach little, and keeps at most so many examples of stage 2 a request. */
export function* thinExamples(
  items: Iterable<DatasetItem>,
  seed: number,
  inputsPerRequest: number,
): Generator<DatasetItem> {
  const rng = new Random(seed + 99);
  for (const item of items) {
    // Long requests cost most to train on and are rare in life.
    const { request, workflow, catalog } = item.pair;
    const { length } = request;
    if ((length > 450 && rng.chance(0.8)) || (length > 250 && rng.chance(0.4))) continue;
    const [outline, ...inputs] = item.examples;
    // An answer of nothing at all teaches little.
    const telling = inputs.filter((one) => !compact.isEmptyAnswer(one.answer) || rng.chance(0.3));
    // Conditions are the hardest questions, and the rarest.
    const tasks = inputTasks(workflow, catalog);
    const isCondition = (example: SftExample) => tasks[inputs.indexOf(example)]?.kind === "condition";
    const hard = telling.filter((one) => isCondition(one) && rng.chance(0.5));
    const rest = rng.shuffle(telling.filter((one) => !hard.includes(one)));
    const part = inputsPerRequest % 1;
    const kept = Math.floor(inputsPerRequest) + (part && rng.chance(part) ? 1 : 0);
    yield { ...item, examples: [outline!, ...[...hard, ...rest].slice(0, kept)] };
  }
}
