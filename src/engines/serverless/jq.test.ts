import { json } from "jq-wasm";
import { expect, it } from "vitest";
import { holds } from "../../simulate/index.js";
import type { Condition, Value } from "../../workflow/index.js";
import { jq, test } from "./jq.js";

const scope: Record<string, unknown> = {
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
  issue: { key: "K-1" },
};
const VALUES: Value[] = [
  ...["title", "count", "flag", "labels", "missing", "empty", "odd key"].map((key) => ({
    ref: `trigger.${key}`,
  })),
  { ref: "s1" },
  { ref: "issue.key" },
  "a",
  'it\'s "x"\n\u0008',
  3,
  -2.5,
  true,
];
const items = new Set(["issue"]);
const evaluated = (sources: readonly string[]): Promise<unknown> =>
  json(scope as object, `. as $context | .issue as $issue | [${sources.join(", ")}]`) as Promise<unknown>;

it("a condition in jq is true or false as the reference semantics say, whatever is compared with what", async () => {
  const world = new Map(Object.entries(scope));
  const conditions = VALUES.flatMap((left) => [
    ...(["empty", "filled", "true", "false"] as const).map((op): Condition => ({ left, op })),
    ...(["eq", "ne", "gt", "lt", "ge", "le", "contains"] as const).flatMap((op) =>
      VALUES.map((right): Condition => ({ left, op, right })),
    ),
  ]).flatMap((condition): Condition[] => [
    condition,
    { not: condition },
    { any: [condition, { says: "no" }] },
  ]);
  expect(conditions.length).toBeGreaterThan(3000);
  for (let i = 0; i < conditions.length; i += 100) {
    const some = conditions.slice(i, i + 100);
    const wanted = some.map((one) => [one, holds(one, world, () => false)]);
    const got = (await evaluated(some.map((one) => test(one, items, () => "undecided")))) as unknown[];
    expect(some.map((one, n) => [one, got[n]])).toEqual(wanted);
  }
});

it("a value in jq is the value", async () => {
  const texts = ['"; 1', "\\ \b\f\n\r\t", "\\(1+1)", "$context", `${"$"}{ .x }`];
  const template = { template: "n {{trigger.count}}/{{trigger.none}} {{trigger.title}}{{trigger.missing}}" };
  const list: Value = [1, { ref: "trigger.labels" }, { literal: { a: ["b"] } }];
  expect(await evaluated([...texts, template, list].map((value) => jq(value, items)))).toEqual([
    ...texts,
    'n 3/ it\'s "x"\n\u0008',
    [1, ["a", "b"], { a: ["b"] }],
  ]);
});
