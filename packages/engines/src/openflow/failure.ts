import type { Step } from "@flowright/workflow";

/** The id that Windmill gives a flow's failure module. */
export const FAILURE = "failure";

/**
 * A workflow that is one try whose catch is one action has what Windmill calls a failure module: it is run when any
 * module fails, and people find the run among the failed ones, where they look for it.
 */
export function failureOf(
  steps: readonly Step[],
): { tried: Extract<Step, { try: unknown }>; action: Step } | undefined {
  const [tried, ...after] = steps;
  if (!tried || after.length || !("try" in tried)) return undefined;
  const [action, ...more] = tried.catch;
  return action && !more.length && "use" in action ? { tried, action } : undefined;
}
