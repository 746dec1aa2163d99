import { mapBlocks, type Step, walk } from "@flowright/workflow";
import { readNumber } from "../codec/index.js";

/** More of the same than this nobody asks for at once. */
const MAX_WANTED = 10;

/** How often each step was asked for so far. */
type Times = ReadonlyMap<string, number>;

/** What makes an action a repetition: the same step for the very same words. */
const keyOf = (step: Step): string | undefined =>
  step.annotation === undefined
    ? undefined
    : "use" in step
      ? `${step.use} ${step.annotation}`
      : "placeholder" in step
        ? `? ${step.annotation}`
        : undefined;

/** How many of the same thing the words ask for: two for "create two leads", one for most words. */
function wanted(words: string): number {
  const counts = (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word === "both" || word === "twice" ? 2 : (readNumber(word) ?? 1),
  );
  return Math.max(1, ...counts.filter((count) => Number.isInteger(count) && count <= MAX_WANTED));
}

/**
 * Small models that lose their way ask for the same step for the same words again and again: as often as the words
 * say is enough. What stands in other branches of a condition, of a `try` or of a `parallel` is no repetition.
 */
export const dropRepetitions = (steps: readonly Step[]): Step[] => withoutRepetitions(steps, new Map()).kept;

function withoutRepetitions(steps: readonly Step[], before: Times): { kept: Step[]; times: Times } {
  const times = new Map(before);
  const kept: Step[] = [];
  for (const step of steps) {
    const key = keyOf(step);
    if (key !== undefined) {
      const count = (times.get(key) ?? 0) + 1;
      if (count > wanted(step.annotation!)) continue;
      times.set(key, count);
    }
    const branches: Times[] = [];
    const start = new Map(times);
    kept.push(
      mapBlocks(step, (block) => {
        const inside = withoutRepetitions(block, start);
        branches.push(inside.times);
        return inside.kept;
      }),
    );
    for (const branch of branches)
      for (const [name, count] of branch) times.set(name, Math.max(count, times.get(name) ?? 0));
  }
  return { kept, times };
}

/** Whether a step, the last that was written so far, is one repetition too many. */
export function isRepetition(step: Step, steps: readonly Step[]): boolean {
  if (keyOf(step) === undefined) return false;
  for (const visit of walk(dropRepetitions(steps))) if (visit.step.id === step.id) return false;
  return true;
}
