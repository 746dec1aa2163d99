import { type Condition, isRef, isTemplate, type Value } from "@flowright/workflow";
import { printable } from "@flowright/workflow/core";
import pc from "picocolors";

const OPERATORS: Readonly<Record<Extract<Condition, { op: unknown }>["op"], string>> = {
  eq: "is",
  ne: "is not",
  gt: ">",
  lt: "<",
  ge: "≥",
  le: "≤",
  contains: "contains",
  empty: "is empty",
  filled: "is filled",
  true: "is true",
  false: "is false",
};

/** A value in one line, in ANSI colours where the terminal has them. */
export function drawValue(value: Value): string {
  if (isRef(value)) return pc.cyan(`{${value.ref}}`);
  if (isTemplate(value))
    return printable(value.template).replace(/\{\{([^}]*)\}\}/g, (_, ref: string) =>
      pc.cyan(`{${ref.trim()}}`),
    );
  if (Array.isArray(value)) return value.map(drawValue).join(", ");
  return pc.green(printable(JSON.stringify(value)));
}

/** A condition in one line, in ANSI colours where the terminal has them. */
export function drawCondition(condition: Condition): string {
  if ("all" in condition) return condition.all.map(drawCondition).join(pc.dim(" and "));
  if ("any" in condition) return condition.any.map(drawCondition).join(pc.dim(" or "));
  if ("not" in condition) return `${pc.dim("not")} ${drawCondition(condition.not)}`;
  if ("says" in condition) return `“${printable(condition.says)}”`;
  return `${drawValue(condition.left)} ${OPERATORS[condition.op]}${"right" in condition ? ` ${drawValue(condition.right)}` : ""}`;
}
