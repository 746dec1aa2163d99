import type { Step } from "@flowright/workflow";
import { resultOf } from "./expressions.js";

/** True where a step may end its block early: by a stop, or by a `next` that is not that of a loop inside of it. */
export function mayExitEarly(step: Step): boolean {
  if ("stop" in step || "next" in step) return true;
  return blocksOf(step).some((block) =>
    block.some((one) => ("do" in step ? mayStop(one) : mayExitEarly(one))),
  );
}
const mayStop = (step: Step): boolean =>
  "stop" in step || blocksOf(step).some((block) => block.some(mayStop));

function blocksOf(step: Step): readonly (readonly Step[])[] {
  if ("if" in step) return [step.then, ...(step.elseIf ?? []).map(({ then }) => then), step.else ?? []];
  if ("do" in step) return [step.do];
  if ("parallel" in step) return step.parallel;
  return "try" in step ? [step.try, step.catch] : [];
}

/** The reason why a step ended its block early, as an expression: "stop", "next" or undefined. */
export function exitReason(step: Step): string {
  const result = resultOf(step.id);
  if ("do" in step) return `${result}?.some((round) => round?.flowright === "stop") ? "stop" : undefined`;
  if ("parallel" in step) return `${result}?.map((branch) => branch?.flowright).find((end) => end)`;
  return `${result}?.flowright`;
}
