import type { StepChoice, StepChoices } from "../types.js";
import { plain, TOKENS } from "./tokens.js";

const { use, next } = TOKENS;

function choiceAt(answer: string, at: number): StepChoice {
  const before = answer.slice(0, at);
  return {
    before,
    words: before.slice(before.lastIndexOf("|>") + 2),
    kind: before.includes("<|") ? "action" : "trigger",
    written: answer.slice(at + use.length),
  };
}

/** Steps are named between `use` and `next`, right behind the words that they come from. */
export const stepChoices: StepChoices = {
  current(answer) {
    const at = answer.lastIndexOf(use);
    return at < 0 || answer.indexOf(next, at) >= 0 ? undefined : choiceAt(answer, at);
  },
  all(answer) {
    const found: StepChoice[] = [];
    for (let at = answer.indexOf(use); at >= 0; at = answer.indexOf(use, at + 1))
      found.push(choiceAt(answer, at));
    return found;
  },
  spell: (aliases, step) => plain(aliases.of(step.id)) + next,
  nextPiece: (rest) => /^ ?[^ <]*/.exec(rest)?.[0] || next,
};
