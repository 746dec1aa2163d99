import type { Catalog, FieldSchema, StepDefinition } from "../catalog/index.js";
import { checkShape } from "./schema.js";
import { outputsOf, type ScopeEntry, schemaOfRef, scopeOf } from "./scope.js";
import { blocks, walk } from "./tree.js";
import { type Condition, type Inputs, isRef, isTemplate, type Value } from "./types.js";

export type Severity = "error" | "warning";
export type IssueCode =
  | "shape"
  | "duplicate_id"
  | "reserved_name"
  | "unknown_step"
  | "wrong_kind"
  | "unknown_input"
  | "missing_input"
  | "type_mismatch"
  | "bad_reference"
  | "next_outside_loop"
  | "unreachable"
  | "unresolved";

/** One thing that is wrong. Errors make a workflow invalid; warnings say what a person still has to fill in. */
export interface ValidationIssue {
  code: IssueCode;
  severity: Severity;
  /** `steps.1.then.0.inputs.channel` */
  path: string;
  expected?: string;
  found?: string;
  message: string;
}

class Checker {
  readonly issues: ValidationIssue[] = [];
  constructor(private readonly catalog: Catalog) {}

  add(
    code: IssueCode,
    path: string,
    message: string,
    facts: { expected?: string; found?: string } = {},
    severity: Severity = "error",
  ): void {
    this.issues.push({ code, severity, path, ...facts, message });
  }

  use(
    id: string,
    kind: StepDefinition["kind"],
    inputs: Inputs | undefined,
    scope: readonly ScopeEntry[],
    path: string,
  ): void {
    const step = this.catalog.get(id);
    if (!step) {
      this.add("unknown_step", `${path}.use`, `the catalogue ${this.catalog.name} has no step "${id}"`, {
        found: id,
      });
      return;
    }
    if (step.kind !== kind)
      this.add("wrong_kind", `${path}.use`, `"${id}" is a ${step.kind}, not a ${kind}`, {
        expected: kind,
        found: step.kind,
      });
    const known = step.inputs.properties ?? {};
    for (const [name, value] of Object.entries(inputs ?? {})) {
      const schema = known[name];
      if (schema) this.value(value, schema, scope, `${path}.inputs.${name}`);
      else if (step.inputs.additionalProperties !== true)
        this.add("unknown_input", `${path}.inputs.${name}`, `"${id}" has no input "${name}"`, {
          expected: Object.keys(known).join(", "),
          found: name,
        });
    }
    for (const name of step.inputs.required ?? [])
      if (inputs?.[name] === undefined)
        this.add(
          "missing_input",
          `${path}.inputs.${name}`,
          `"${name}" is required and not filled`,
          {},
          "warning",
        );
  }

  value(value: Value, schema: FieldSchema, scope: readonly ScopeEntry[], path: string): void {
    if (isRef(value)) {
      const target = this.reference(value.ref, scope, path);
      const expected = schema.type ?? "string";
      if (target && !isAssignable(target, schema))
        this.add(
          "type_mismatch",
          path,
          `${value.ref} is ${target.type ?? "anything"}, and ${expected} is wanted`,
          { expected, found: target.type ?? "any" },
        );
      return;
    }
    if (isTemplate(value)) {
      for (const [, ref = ""] of value.template.matchAll(/\{\{([^}]*)\}\}/g))
        this.reference(ref.trim(), scope, path);
      if ((schema.type ?? "string") !== "string")
        this.add("type_mismatch", path, `a template makes text, and ${schema.type} is wanted`, {
          expected: schema.type!,
          found: "string",
        });
      return;
    }
    if (Array.isArray(value)) {
      if (schema.type !== undefined && schema.type !== "array")
        this.add("type_mismatch", path, `a list, and ${schema.type} is wanted`, {
          expected: schema.type,
          found: "array",
        });
      else
        for (const [i, item] of value.entries()) this.value(item, schema.items ?? {}, scope, `${path}.${i}`);
      return;
    }
    const literal =
      typeof value === "object" && value !== null && "literal" in value && Object.keys(value).length === 1
        ? value.literal
        : value;
    this.literal(literal, schema, path);
  }

  literal(value: unknown, schema: FieldSchema, path: string): void {
    const found = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    const wanted = schema.type;
    const right =
      wanted === undefined ||
      found === wanted ||
      (wanted === "integer" && Number.isInteger(value)) ||
      (wanted === "number" && found === "number");
    if (!right)
      this.add("type_mismatch", path, `${found}, and ${wanted} is wanted`, { expected: wanted!, found });
    else if (schema.enum && typeof value === "string" && !schema.enum.includes(value))
      this.add("type_mismatch", path, `"${value}" is not one of ${schema.enum.join(", ")}`, {
        expected: schema.enum.join(" | "),
        found: value,
      });
  }

  reference(ref: string, scope: readonly ScopeEntry[], path: string): FieldSchema | undefined {
    const root = ref.split(".")[0]!;
    const entry = scope.find((one) => one.root === root);
    const schema = schemaOfRef(ref, scope);
    if (schema) return schema;
    // An output without a description of its fields may have any.
    if (entry && (entry.schema.additionalProperties === true || Object.keys(entry.schema).length === 0))
      return undefined;
    this.add(
      "bad_reference",
      path,
      entry ? `"${root}" has no field "${ref.slice(root.length + 1)}"` : `"${root}" is not known here`,
      { expected: scope.map((one) => one.root).join(", "), found: ref },
    );
    return undefined;
  }

  condition(condition: Condition, scope: readonly ScopeEntry[], path: string): void {
    if ("all" in condition)
      for (const [i, part] of condition.all.entries()) this.condition(part, scope, `${path}.all.${i}`);
    else if ("any" in condition)
      for (const [i, part] of condition.any.entries()) this.condition(part, scope, `${path}.any.${i}`);
    else if ("not" in condition) this.condition(condition.not, scope, `${path}.not`);
    else if ("says" in condition)
      this.add("unresolved", path, `"${condition.says}" is not tied to any data yet`, {}, "warning");
    else {
      this.value(condition.left, {}, scope, `${path}.left`);
      if ("right" in condition) this.value(condition.right, {}, scope, `${path}.right`);
    }
  }
}

/** Whether one output can be handed to an input: anything can be written as text, nothing else is bent. */
export function isAssignable(output: FieldSchema, wanted: FieldSchema): boolean {
  const want = wanted.type;
  if (want === undefined || want === "string" || output.type === undefined) return true;
  if (want === "number") return output.type === "number" || output.type === "integer";
  return output.type === want;
}

/**
 * Checks a document: its shape, that its steps, inputs and references exist and fit, that nothing follows a stop.
 * The document is valid when no issue is an error.
 */
export function validate(document: unknown, catalog: Catalog): ValidationIssue[] {
  const { workflow, issues } = checkShape(document);
  if (!workflow)
    return issues.map(({ path, message }) => ({ code: "shape", severity: "error", path, message }));
  const checker = new Checker(catalog);
  const { trigger } = workflow;
  if (trigger && "use" in trigger) checker.use(trigger.use, "trigger", trigger.inputs, [], "trigger");
  const seen = new Set<string>();
  for (const { step, path, ancestors } of walk(workflow.steps)) {
    if (seen.has(step.id))
      checker.add("duplicate_id", `${path}.id`, `the id "${step.id}" is used twice`, { found: step.id });
    if (step.id === "trigger") checker.add("reserved_name", `${path}.id`, '"trigger" names the trigger');
    seen.add(step.id);
    for (const block of blocks(step)) unreachable(block.steps, `${path}.${block.key}`, checker);
    const scope = scopeOf(workflow, step.id, catalog) ?? [];
    if ("use" in step) checker.use(step.use, "action", step.inputs, scope, path);
    if ("if" in step) {
      checker.condition(step.if, scope, `${path}.if`);
      for (const [i, branch] of (step.elseIf ?? []).entries())
        checker.condition(branch.if, scope, `${path}.elseIf.${i}.if`);
    }
    // The condition of a loop also sees what the loop's own body hands on.
    if ("while" in step)
      checker.condition(step.while, [...scope, ...outputsOf(step.do, catalog)], `${path}.while`);
    if ("until" in step)
      checker.condition(step.until, [...scope, ...outputsOf(step.do, catalog)], `${path}.until`);
    if ("wait" in step && step.wait.for) checker.condition(step.wait.for, scope, `${path}.wait.for`);
    if ("forEach" in step) forEach(step.forEach, step.as, scope, path, checker);
    if ("call" in step) {
      if (step.call === null)
        checker.add("missing_input", `${path}.call`, "which workflow to run is not known", {}, "warning");
      else checker.value(step.call, { type: "string" }, scope, `${path}.call`);
      for (const [name, value] of Object.entries(step.inputs ?? {}))
        checker.value(value, {}, scope, `${path}.inputs.${name}`);
    }
    if ("next" in step && !ancestors.some((one) => "do" in one))
      checker.add("next_outside_loop", path, "there is no loop to go on with");
  }
  unreachable(workflow.steps, "steps", checker);
  return checker.issues;
}

function forEach(
  list: Value,
  as: string,
  scope: readonly ScopeEntry[],
  path: string,
  checker: Checker,
): void {
  if (list === null) {
    checker.add("missing_input", `${path}.forEach`, "which list to go through is not known", {}, "warning");
    return;
  }
  if (scope.some((one) => one.root === as) || as === "trigger")
    checker.add("reserved_name", `${path}.as`, `"${as}" already names something here`, { found: as });
  checker.value(list, { type: "array" }, scope, `${path}.forEach`);
}

function unreachable(steps: readonly object[], path: string, checker: Checker): void {
  const end = steps.findIndex((step) => "stop" in step || "next" in step);
  if (end >= 0 && end < steps.length - 1)
    checker.add(
      "unreachable",
      `${path}.${end + 1}`,
      "this can never run: the step before it ends the block",
      {},
      "warning",
    );
}
