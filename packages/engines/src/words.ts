import { type Condition, isRef, isTemplate, type Value, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";

type Operator = Extract<Condition, { op: unknown }>["op"];

const OPERATORS: Readonly<Record<Operator, string>> = {
  eq: "is",
  ne: "is not",
  gt: "is more than",
  lt: "is less than",
  ge: "is at least",
  le: "is at most",
  contains: "contains",
  empty: "is empty",
  filled: "is not empty",
  true: "is true",
  false: "is not true",
};

/** `s1.customer_email` in words: "the customer email of s1". */
export function refInWords(ref: string): string {
  const [root = "", ...path] = ref.split(".");
  const whole = root === "trigger" ? "the event" : root;
  const field = path.map((key) => key.replaceAll("_", " ")).join(" ");
  return field ? `the ${field} of ${whole}` : whole;
}

/** A value in words: texts in quotation marks, references as "the email of s1". */
export function valueInWords(value: Value): string {
  if (isRef(value)) return refInWords(value.ref);
  if (isTemplate(value))
    return `“${value.template.replace(/\{\{([^}]*)\}\}/g, (_, ref: string) => `[${refInWords(ref.trim())}]`)}”`;
  if (Array.isArray(value)) return value.map(valueInWords).join(", ") || "nothing";
  return typeof value === "string" ? `“${value}”` : JSON.stringify(value);
}

/** A condition in words: "the priority of the event is “high”". */
export function conditionInWords(condition: Condition): string {
  if ("all" in condition) return condition.all.map(conditionInWords).join(" and ");
  if ("any" in condition) return condition.any.map(conditionInWords).join(" or ");
  if ("not" in condition) return `not (${conditionInWords(condition.not)})`;
  if ("says" in condition) return `“${condition.says}” (to be decided by a person)`;
  const right = "right" in condition ? ` ${valueInWords(condition.right)}` : "";
  return `${valueInWords(condition.left)} ${OPERATORS[condition.op]}${right}`;
}

/** The title of a catalogue step: "Slack: Post message"; its id where the catalogue does not have it. */
export function titleOf(use: string, catalog: Catalog): string {
  const step = catalog.get(use);
  const app = step && catalog.app(step.app)?.title;
  return step ? `${app ? `${app}: ` : ""}${step.title}` : use;
}

/** How a workflow starts: the title of its trigger, or "Started by hand". */
export function startInWords({ trigger }: Workflow, catalog: Catalog): string {
  if (!trigger) return "Started by hand";
  return "use" in trigger ? titleOf(trigger.use, catalog) : `To do: ${trigger.annotation ?? "a trigger"}`;
}

/** The texts of the undecided parts of a condition, without duplicates. */
export function undecidedIn(condition: Condition): string[] {
  if ("all" in condition) return [...new Set(condition.all.flatMap(undecidedIn))];
  if ("any" in condition) return [...new Set(condition.any.flatMap(undecidedIn))];
  if ("not" in condition) return undecidedIn(condition.not);
  return "says" in condition ? [condition.says] : [];
}

/** A name of lower-case letters, digits and hyphens, at most 60 characters; "workflow" where none is left. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "") || "workflow";
