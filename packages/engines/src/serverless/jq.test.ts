import type { Condition, Value } from "@flowright/workflow";
import { holds } from "@flowright/workflow/simulate";
import { json } from "jq-wasm";
import { expect, it } from "vitest";
import { conditionsOver, scope, someOf, VALUES } from "../../../../test/support/values.js";
import { jq, jqCondition } from "./jq.js";

const world = { ...scope, issue: { key: "K-1" } };
const items = new Set(["issue"]);
const evaluated = (sources: readonly string[]): Promise<unknown> =>
  json(world, `. as $context | .issue as $issue | [${sources.join(", ")}]`) as Promise<unknown>;

it("a condition in jq is true or false as the reference semantics say, whatever is compared with what", async () => {
  const data = new Map<string, unknown>(Object.entries(world));
  const conditions = conditionsOver([...VALUES, { ref: "issue.key" }]).flatMap((condition): Condition[] => [
    condition,
    { not: condition },
    { any: [condition, { says: "no" }] },
  ]);
  expect(conditions.length).toBeGreaterThan(3000);
  const chosen = someOf(conditions);
  for (let i = 0; i < chosen.length; i += 100) {
    const some = chosen.slice(i, i + 100);
    const wanted = some.map((one) => [one, holds(one, data, () => false)]);
    const got = (await evaluated(some.map((one) => jqCondition(one, items, () => "undecided")))) as unknown[];
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
