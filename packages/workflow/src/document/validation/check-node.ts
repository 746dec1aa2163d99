import type { Catalog, FieldSchema, StepDefinition } from "../../catalog/index.js";
import { ownValue } from "../../core/index.js";
import { type ScopeEntry, schemaOfRef } from "../scope.js";
import { type Condition, type Inputs, isRef, isTemplate, type Value } from "../types.js";
import type { IssueCode, Severity, ValidationIssue } from "./issue.js";

/**
 * Whether an output may be passed to an input. Anything can be written as text; numbers take integers; all other types
 * have to be equal. A schema without a type fits everything.
 */
export function isAssignable(output: FieldSchema, input: FieldSchema): boolean {
  if (input.type === undefined || input.type === "string" || output.type === undefined) return true;
  if (input.type === "number") return output.type === "number" || output.type === "integer";
  return output.type === input.type;
}

/** Checks the parts of a node against the catalogue and the scope, and collects the issues. */
export class NodeChecker {
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

  warn(code: IssueCode, path: string, message: string): void {
    this.add(code, path, message, {}, "warning");
  }

  use(
    id: string,
    kind: StepDefinition["kind"],
    inputs: Inputs = {},
    scope: readonly ScopeEntry[],
    path: string,
  ): void {
    const step = this.catalog.get(id);
    if (!step) {
      const message = `the catalogue ${this.catalog.name} has no step "${id}"`;
      this.add("unknown_step", `${path}.use`, message, { found: id });
      return;
    }
    if (step.kind !== kind)
      this.add("wrong_kind", `${path}.use`, `"${id}" is a ${step.kind}, not a ${kind}`, {
        expected: kind,
        found: step.kind,
      });
    const known = step.inputs.properties ?? {};
    for (const [name, value] of Object.entries(inputs)) {
      const schema = ownValue(known, name);
      if (schema) this.value(value, schema, scope, `${path}.inputs.${name}`);
      else if (step.inputs.additionalProperties !== true)
        this.add("unknown_input", `${path}.inputs.${name}`, `"${id}" has no input "${name}"`, {
          expected: Object.keys(known).join(", "),
          found: name,
        });
    }
    for (const name of step.inputs.required ?? [])
      if (ownValue(inputs, name) === undefined)
        this.warn("missing_input", `${path}.inputs.${name}`, `"${name}" is required and not filled`);
  }

  value(value: Value, schema: FieldSchema, scope: readonly ScopeEntry[], path: string): void {
    if (isRef(value)) this.#reference(value.ref, schema, scope, path);
    else if (isTemplate(value)) this.#template(value.template, schema, scope, path);
    else if (Array.isArray(value)) {
      if (schema.type !== undefined && schema.type !== "array")
        this.#mismatch(path, "a list", schema.type, "array");
      else
        for (const [i, item] of value.entries()) this.value(item, schema.items ?? {}, scope, `${path}.${i}`);
    } else {
      const boxed =
        typeof value === "object" && value !== null && "literal" in value && Object.keys(value).length === 1;
      this.#literal(boxed ? value.literal : value, schema, path);
    }
  }

  condition(condition: Condition, scope: readonly ScopeEntry[], path: string): void {
    if ("all" in condition)
      for (const [i, part] of condition.all.entries()) this.condition(part, scope, `${path}.all.${i}`);
    else if ("any" in condition)
      for (const [i, part] of condition.any.entries()) this.condition(part, scope, `${path}.any.${i}`);
    else if ("not" in condition) this.condition(condition.not, scope, `${path}.not`);
    else if ("says" in condition)
      this.warn("unresolved", path, `"${condition.says}" is not tied to any data yet`);
    else {
      this.value(condition.left, {}, scope, `${path}.left`);
      if ("right" in condition) this.value(condition.right, {}, scope, `${path}.right`);
    }
  }

  #mismatch(path: string, what: string, expected: string, found: string): void {
    this.add("type_mismatch", path, `${what}, and ${expected} is wanted`, { expected, found });
  }

  #reference(ref: string, schema: FieldSchema, scope: readonly ScopeEntry[], path: string): void {
    const target = this.#lookUp(ref, scope, path);
    if (target && !isAssignable(target, schema)) {
      const type = target.type ?? "any";
      this.#mismatch(path, `${ref} is ${target.type ?? "anything"}`, schema.type ?? "string", type);
    }
  }

  #template(template: string, schema: FieldSchema, scope: readonly ScopeEntry[], path: string): void {
    for (const [, ref = ""] of template.matchAll(/\{\{([^}]*)\}\}/g)) this.#lookUp(ref.trim(), scope, path);
    if (schema.type !== undefined && schema.type !== "string")
      this.#mismatch(path, "a template makes text", schema.type, "string");
  }

  #literal(value: unknown, schema: FieldSchema, path: string): void {
    const found = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    const { type } = schema;
    const fits =
      type === undefined ||
      found === type ||
      (type === "integer" && Number.isInteger(value)) ||
      (type === "number" && found === "number");
    if (!fits) this.#mismatch(path, found, type, found);
    else if (schema.enum && typeof value === "string" && !schema.enum.includes(value))
      this.add("type_mismatch", path, `"${value}" is not one of ${schema.enum.join(", ")}`, {
        expected: schema.enum.join(" | "),
        found: value,
      });
  }

  /** The schema behind a reference; undefined and an issue where it leads nowhere. */
  #lookUp(ref: string, scope: readonly ScopeEntry[], path: string): FieldSchema | undefined {
    const schema = schemaOfRef(ref, scope);
    if (schema) return schema;
    const root = ref.split(".")[0]!;
    const entry = scope.find((one) => one.root === root);
    // an output whose fields are not described may have any field
    if (entry && (entry.schema.additionalProperties === true || Object.keys(entry.schema).length === 0))
      return undefined;
    const message = entry
      ? `"${root}" has no field "${ref.slice(root.length + 1)}"`
      : `"${root}" is not known here`;
    this.add("bad_reference", path, message, {
      expected: scope.map((one) => one.root).join(", "),
      found: ref,
    });
    return undefined;
  }
}
