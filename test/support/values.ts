import type { Condition, Value } from "@flowright/workflow";
import { FULL } from "./corpus.js";

/** Data of every kind, with texts that languages quote differently. */
export const scope = {
  trigger: {
    title: 'it\'s "x"\n\u0008',
    count: 3,
    flag: true,
    labels: ["a", "b"],
    none: null,
    empty: "",
    "odd key": 1,
  },
  s1: [],
};

/** References into it, one of them to nothing, and fixed values. */
export const VALUES: readonly Value[] = [
  ...["title", "count", "flag", "labels", "missing", "empty", "odd key"].map((key) => ({
    ref: `trigger.${key}`,
  })),
  { ref: "s1" },
  "a",
  'it\'s "x"\n\u0008',
  3,
  -2.5,
  true,
];

export const TESTS = ["empty", "filled", "true", "false"] as const;
export const COMPARISONS = ["eq", "ne", "gt", "lt", "ge", "le", "contains"] as const;

/** Every test of every value, and every comparison of every two. */
export const conditionsOver = (values: readonly Value[]): Condition[] =>
  values.flatMap((left) => [
    ...TESTS.map((op): Condition => ({ left, op })),
    ...COMPARISONS.flatMap((op) => values.map((right): Condition => ({ left, op, right }))),
  ]);

/** Every seventh, which takes a share of each operator and each value; all with `npm run test:full`. */
export const someOf = <T>(conditions: readonly T[]): T[] => conditions.filter((_, i) => FULL || i % 7 === 0);
