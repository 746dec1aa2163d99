import { type Condition, isRef, type Value } from "@flowright/workflow";
import type { TypeOf } from "../support.js";
import { parameters, pathOf, quoteText } from "./expressions.js";
import type { Preparation, State as Rule } from "./language.js";

interface Test {
  rule: Rule;
  before: Preparation[];
}

const ORDER = { gt: "GreaterThan", lt: "LessThan", ge: "GreaterThanEquals", le: "LessThanEquals" } as const;
/** A rule that always or never holds: ASL has no constants, and `$.trigger` is always present. */
const constantRule = (holds: boolean): Rule => ({ Variable: "$.trigger", IsPresent: holds });

/**
 * A condition as the rule of a Choice state. Values of different types are never equal; a missing field is empty.
 * @param name Makes a fresh variable for a value that is computed before.
 */
export function choiceRule(condition: Condition, typeOf: TypeOf, name: () => string): Test {
  const before: Preparation[] = [];
  /** Adds a preparation; returns the path of its variable. */
  const beforehand = (entry: (variable: string) => Preparation): string => {
    const variable = name();
    before.push(entry(variable));
    return `$.${variable}`;
  };
  const compute = (expression: string): string =>
    beforehand((variable) => ({ kind: "compute", expression, variable }));
  const present = (path: string, rule: Rule): Rule => ({ And: [{ Variable: path, IsPresent: true }, rule] });
  /** Tests the type first: comparing a value of another type ends the machine. */
  const typed = (path: string, type: "String" | "Numeric" | "Boolean", test: Rule): Rule => ({
    And: [
      { Variable: path, [`Is${type}`]: true },
      { Variable: path, ...test },
    ],
  });

  const compare = (left: Value, op: keyof typeof ORDER | "eq" | "ne", right: Value): Rule => {
    if (op === "ne") return { Not: compare(left, "eq", right) };
    if (!isRef(left)) {
      if (isRef(right)) {
        const mirrored = { gt: "lt", lt: "gt", ge: "le", le: "ge", eq: "eq" } as const;
        return compare(right, mirrored[op], left);
      }
      return constantRule(
        op === "eq" ? JSON.stringify(left) === JSON.stringify(right) : fixedOrder(left, op, right),
      );
    }
    const path = pathOf(left.ref);
    const word = op === "eq" ? "Equals" : ORDER[op];
    if (isRef(right)) {
      const other = pathOf(right.ref);
      const byType = ["String", "Numeric"].map((type) => ({
        And: [
          { Variable: path, [`Is${type}`]: true },
          { Variable: other, [`Is${type}`]: true },
          { Variable: path, [`${type}${word}Path`]: other },
        ],
      }));
      return {
        And: [{ Variable: path, IsPresent: true }, { Variable: other, IsPresent: true }, { Or: byType }],
      };
    }
    if (typeof right === "string") return present(path, typed(path, "String", { [`String${word}`]: right }));
    if (typeof right === "number")
      return present(path, typed(path, "Numeric", { [`Numeric${word}`]: right }));
    if (typeof right === "boolean" && op === "eq")
      return present(path, typed(path, "Boolean", { BooleanEquals: right }));
    if (right === null && op === "eq") return present(path, { Variable: path, IsNull: true });
    return constantRule(false);
  };

  const contains = (left: Value, right: Value): Rule => {
    if (!isRef(left))
      return constantRule(Array.isArray(left) ? left.includes(right) : String(left).includes(String(right)));
    const path = pathOf(left.ref);
    if (typeOf(left.ref)?.type === "array") {
      const [, item] = Object.entries(parameters({ item: right }, typeOf))[0]!;
      const text =
        typeof right === "string" ? quoteText(right) : isRef(right) ? String(item) : JSON.stringify(right);
      return { Variable: compute(`States.ArrayContains(${path}, ${text})`), BooleanEquals: true };
    }
    if (typeof right !== "string") return constantRule(false);
    const pattern = `*${right.replace(/[*\\]/g, "\\$&")}*`;
    return present(path, typed(path, "String", { StringMatches: pattern }));
  };

  const empty = (left: Value): Rule => {
    if (!isRef(left))
      return constantRule(left === "" || left === null || (Array.isArray(left) && !left.length));
    const path = pathOf(left.ref);
    if (typeOf(left.ref)?.type === "array") {
      const length = compute(`States.ArrayLength(${path})`);
      return { Variable: length, NumericEquals: 0 };
    }
    return {
      Or: [
        { Variable: path, IsPresent: false },
        { Variable: path, IsNull: true },
        typed(path, "String", { StringEquals: "" }),
      ],
    };
  };

  /** ASL requires at least two rules in And and Or. */
  const joined = (word: "And" | "Or", parts: readonly Condition[]): Rule => {
    const [first, ...more] = parts.map(visit);
    if (!first) return constantRule(word === "And");
    return more.length ? { [word]: [first, ...more] } : first;
  };

  const visit = (one: Condition): Rule => {
    if ("all" in one) return joined("And", one.all);
    if ("any" in one) return joined("Or", one.any);
    if ("not" in one) return { Not: visit(one.not) };
    if ("says" in one)
      return {
        Variable: beforehand((variable) => ({ kind: "decide", undecided: one.says, variable })),
        BooleanEquals: true,
      };
    const { left } = one;
    if (!("right" in one)) {
      if (one.op === "empty") return empty(left);
      if (one.op === "filled") return { Not: empty(left) };
      return isRef(left)
        ? compare(left, "eq", one.op === "true")
        : constantRule(left === (one.op === "true"));
    }
    return one.op === "contains" ? contains(left, one.right) : compare(left, one.op, one.right);
  };
  return { rule: visit(condition), before };
}

function fixedOrder(left: Value, op: keyof typeof ORDER, right: Value): boolean {
  const fits =
    (typeof left === "number" && typeof right === "number") ||
    (typeof left === "string" && typeof right === "string");
  if (!fits) return false;
  if (op === "gt") return left > right;
  if (op === "lt") return left < right;
  return op === "ge" ? left >= right : left <= right;
}
