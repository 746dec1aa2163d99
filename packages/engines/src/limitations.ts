import type { PlaceholderStep } from "@flowright/workflow";
import type { Limitation } from "./types.js";

// Limitations that several engines have, in the same words for each. `place` is what the export puts there instead.

export const placeholderStep = (
  { id, annotation }: Pick<PlaceholderStep, "id" | "annotation">,
  place: string,
): Limitation => ({
  step: id,
  code: "placeholder",
  message: `no step for “${annotation ?? ""}”: ${place} marks the place`,
});

/** @param decider What the export adds to decide the condition: "a task decides it and returns true or false". */
export const undecidedCondition = (step: string, text: string, decider: string): Limitation => ({
  step,
  code: "condition_in_words",
  message: `“${text}” is not tied to data: ${decider}`,
});

export const unknownList = (step: string): Limitation => ({
  step,
  code: "list_unknown",
  message: "the list to go through is unknown: the export uses an empty one",
});

/** @param todo What a person has to do: "fill in its ARN". */
export const unknownCall = (step: string, todo: string): Limitation => ({
  step,
  code: "call",
  message: `which workflow to call is not known before the run: ${todo}`,
});

/** @param time The duration or time as JSON. */
export const unknownTime = (step: string, time: string, place: string): Limitation => ({
  step,
  code: "time_in_words",
  message: `${time} is not a duration or a time: ${place} marks the place`,
});

/** @param what What has to be started: "flow", "machine". */
export const placeholderTrigger = (annotation: string | undefined, what: string): Limitation => ({
  step: "trigger",
  code: "placeholder",
  message: `no trigger for “${annotation ?? ""}”: start the ${what} by other means`,
});

/** For schedules that cannot be written as cron. */
export const scheduleWithoutCron = (use: string): Limitation => ({
  step: "trigger",
  code: "trigger",
  message: `${use} needs a time that can be written as cron`,
});
