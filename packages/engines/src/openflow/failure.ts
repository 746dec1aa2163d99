import type { Step } from "@flowright/workflow";

/** The id that Windmill gives a flow's failure module. */
export const FAILURE = "failure";

/**
 * The action of a workflow that is a single try with one action as its catch. Windmill has a failure module for this: it
 * runs when any module fails, and the run is listed as failed. Undefined for other workflows.
 */
export function failureOf(
  steps: readonly Step[],
): { tried: Extract<Step, { try: unknown }>; action: Step } | undefined {
  const [tried, ...after] = steps;
  if (!tried || after.length || !("try" in tried)) return undefined;
  const [action, ...more] = tried.catch;
  return action && !more.length && "use" in action ? { tried, action } : undefined;
}
