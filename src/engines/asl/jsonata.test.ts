import jsonata from "jsonata";
import { expect, it } from "vitest";
import { holds } from "../../simulate/index.js";
import type { Condition, Value } from "../../workflow/index.js";
import { jsonataCondition, jsonataOf } from "./jsonata.js";

const scope: Record<string, unknown> = {
  trigger: {
    title: 'it\'s "x"\n\u0008',
    count: 3,
    flag: true,
    labels: ["a", "b"],
    one: ["a"],
    none: null,
    empty: "",
    "odd key": 1,
  },
  s1: [],
};
const VALUES: Value[] = [
  ...["title", "count", "flag", "labels", "one", "missing", "empty", "odd key"].map((key) => ({
    ref: `trigger.${key}`,
  })),
  { ref: "s1" },
  "a",
  'it\'s "x"\n\u0008',
  3,
  -2.5,
  true,
];
const typeOf = (ref: string) => (ref === "trigger.labels" ? { type: "array" as const } : undefined);
const evaluate = (source: string) => jsonata(source).evaluate({}, { ...scope, decided: true });

it("a condition in JSONata is true or false as the reference semantics say, whatever is compared with what", async () => {
  const world = new Map(Object.entries(scope));
  const conditions = VALUES.flatMap((left) => [
    ...(["empty", "filled", "true", "false"] as const).map((op): Condition => ({ left, op })),
    ...(["eq", "ne", "gt", "lt", "ge", "le", "contains"] as const).flatMap((op) =>
      VALUES.map((right): Condition => ({ left, op, right })),
    ),
  ]);
  expect(conditions.length).toBeGreaterThan(1000);
  for (const condition of conditions)
    for (const whole of [condition, { not: condition }, { any: [condition, { says: "no" }] }] as Condition[])
      expect(
        await evaluate(jsonataCondition(whole, () => "undecided")),
        JSON.stringify([whole, jsonataCondition(whole, () => "undecided")]),
      ).toBe(holds(whole, world, () => false));
}, 120_000);

it("a value in JSONata is the value", async () => {
  for (const text of ['"; 1', "\\ \b\f\n\r\t", "{% $states %}", "`x` $y", "a & b"])
    expect(await evaluate(jsonataOf(text))).toBe(text);
  const template = "n {{trigger.count}}/{{trigger.none}} {{trigger.title}}{{trigger.missing}}";
  expect(await evaluate(jsonataOf({ template }))).toBe('n 3/ it\'s "x"\n\u0008');
  expect(await evaluate(jsonataOf({ template: "{{trigger.count}}" }))).toBe("3");
  const list: Value = [1, { ref: "trigger.labels" }, { ref: "trigger.missing" }, { literal: { a: ["b"] } }];
  expect(JSON.parse(JSON.stringify(await evaluate(jsonataOf(list, typeOf))))).toEqual([
    1,
    ["a", "b"],
    null,
    { a: ["b"] },
  ]);
});
