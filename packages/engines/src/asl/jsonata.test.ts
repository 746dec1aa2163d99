import type { Condition, Value } from "@flowright/workflow";
import { holds } from "@flowright/workflow/simulate";
import jsonata from "jsonata";
import { expect, it } from "vitest";
import { conditionsOver, scope, someOf, VALUES } from "../../../../test/support/values.js";
import { jsonataCondition, jsonataOf } from "./jsonata.js";

// a list of one is easily taken for its item
const world = { ...scope, trigger: { ...scope.trigger, one: ["a"] } };
const typeOf = (ref: string) => (ref === "trigger.labels" ? { type: "array" as const } : undefined);
const evaluate = (source: string) => jsonata(source).evaluate({}, { ...world, decided: true });

it("a condition in JSONata is true or false as the reference semantics say, whatever is compared with what", async () => {
  const data = new Map<string, unknown>(Object.entries(world));
  const conditions = conditionsOver([...VALUES, { ref: "trigger.one" }]);
  expect(conditions.length).toBeGreaterThan(1000);
  for (const condition of someOf(conditions))
    for (const whole of [condition, { not: condition }, { any: [condition, { says: "no" }] }] as Condition[])
      expect(
        await evaluate(jsonataCondition(whole, () => "undecided")),
        JSON.stringify([whole, jsonataCondition(whole, () => "undecided")]),
      ).toBe(holds(whole, data, () => false));
});

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
