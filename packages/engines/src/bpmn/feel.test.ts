import type { Condition, Value } from "@flowright/workflow";
import { holds, resolve } from "@flowright/workflow/simulate";
import { evaluate } from "feelin";
import { expect, it } from "vitest";
import { COMPARISONS, scope, someOf, TESTS, VALUES } from "../../../../test/support/values.js";
import { feel, feelCondition } from "./feel.js";

// feelin puts values of different types in order, or refuses to; FEEL says null
const ORDERED = new Set(["number", "string"]);
const typeOf = (ref: string) =>
  ref === "trigger.labels" || ref === "s1" ? { type: "array" as const } : undefined;
const expression = (condition: Condition) => feelCondition(condition, typeOf, () => "decided");

it("a condition in FEEL is true or false as the reference semantics say, whatever is compared with what", () => {
  const world = new Map(Object.entries(scope));
  const ordered = (value: Value) => ORDERED.has(typeof resolve(value, world));
  const pairs = VALUES.flatMap((left) => [
    ...TESTS.map((op): Condition => ({ left, op })),
    ...COMPARISONS.flatMap((op) =>
      VALUES.filter(
        (right) =>
          /eq|ne|contains/.test(op) ||
          (ordered(left) && typeof resolve(left, world) === typeof resolve(right, world)),
      ).map((right): Condition => ({ left, op, right })),
    ),
  ]);
  expect(pairs.length).toBeGreaterThan(600);
  for (const condition of someOf(pairs))
    for (const whole of [
      condition,
      { not: condition },
      { all: [condition, { left: 1, op: "eq", right: 1 }] },
    ] as Condition[])
      expect(evaluate(expression(whole), scope).value, JSON.stringify(whole)).toBe(
        holds(whole, world, () => true),
      );
});

it("a value in FEEL is the value", () => {
  const texts = ['"; 1', "\\ \b\f\n\r\t", `${"$"}{x}`, "{{trigger.count}}"];
  for (const text of texts) expect(evaluate(feel(text), scope).value).toBe(text);
  expect(
    evaluate(feel({ template: "n {{trigger.count}}/{{trigger.none}} {{trigger.title}}" }), scope).value,
  ).toBe('n 3/ it\'s "x"\n\u0008');
  expect(evaluate(feel([1, { ref: "trigger.count" }, { literal: { a: ["b"] } }]), scope).value).toEqual([
    1,
    3,
    { a: ["b"] },
  ]);
});
