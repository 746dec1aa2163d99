import * as z from "zod";
import { COMPARISONS, type Condition, type Step, TESTS, type Value, type Workflow } from "./types.js";

const id = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/)
  .meta({ description: "Unique in the document; never `trigger`." });
const annotation = z
  .string()
  .optional()
  .meta({ description: "The very words of the request that this comes from." });
const ref = z
  .string()
  .regex(/^[\p{L}_][\p{L}\p{N}_-]*(\.[\p{L}_][\p{L}\p{N}_-]*)*$/u)
  .meta({ description: "`trigger`, a step's id or a loop variable, then field names." });

const value: z.ZodType<Value> = z
  .lazy(() =>
    z.union([
      z.strictObject({ ref }),
      z.strictObject({ template: z.string() }),
      z.strictObject({ literal: z.unknown() }),
      z.array(value),
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.record(z.string(), z.unknown()),
    ]),
  )
  .meta({
    id: "value",
    description: "A literal, a reference, or a template with references in {{…}}.",
  }) as z.ZodType<Value>;

const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(condition).min(1) }),
      z.strictObject({ any: z.array(condition).min(1) }),
      z.strictObject({ not: condition }),
      z.strictObject({ left: value, op: z.enum(COMPARISONS), right: value }),
      z.strictObject({ left: value, op: z.enum(TESTS) }),
      z.strictObject({ says: z.string() }),
    ]),
  )
  .meta({ id: "condition" }) as z.ZodType<Condition>;

const inputs = z.record(z.string(), value).optional();
const steps = z.array(z.lazy(() => step));
const block = steps.min(1);
const base = { id, annotation };

const step: z.ZodType<Step> = z
  .lazy(() =>
    z.union([
      z.strictObject({ ...base, use: z.string(), inputs }),
      z.strictObject({ ...base, placeholder: z.literal(true) }),
      z.strictObject({
        ...base,
        if: condition,
        then: block,
        elseIf: z.array(z.strictObject({ if: condition, annotation, then: block })).optional(),
        else: block.optional(),
      }),
      z.strictObject({ ...base, forEach: value, as: id, do: block }),
      z.strictObject({ ...base, while: condition, do: block }),
      z.strictObject({ ...base, until: condition, do: block }),
      z.strictObject({ ...base, parallel: z.array(block).min(2) }),
      z.strictObject({ ...base, try: block, catch: block }),
      z.strictObject({
        ...base,
        wait: z.strictObject({
          duration: value.optional(),
          until: value.optional(),
          for: condition.optional(),
        }),
      }),
      z.strictObject({ ...base, stop: z.literal(true) }),
      z.strictObject({ ...base, next: z.literal(true) }),
      z.strictObject({ ...base, call: value, inputs }),
    ]),
  )
  .meta({ id: "step" }) as unknown as z.ZodType<Step>;

const workflow = z
  .strictObject({
    version: z.literal(1),
    name: z.string(),
    trigger: z
      .union([
        z.strictObject({ use: z.string(), annotation, inputs }),
        z.strictObject({ placeholder: z.literal(true), annotation }),
      ])
      .optional()
      .meta({ description: "No trigger: started by hand." }),
    steps,
    missing: z.array(z.strictObject({ step: z.string(), input: z.string() })).optional(),
  })
  .meta({ title: "Flowright workflow", description: "Version 1 of the Flowright workflow document." });

export interface ShapeIssue {
  /** Where: `steps.1.then`; `(document)` for the whole. */
  path: string;
  message: string;
}

/**
 * Checks a document against the JSON Schema. `validate` also checks its meaning. Never throws.
 * @returns `workflow` only when there are no issues.
 */
export function checkShape(document: unknown): { workflow?: Workflow; issues: ShapeIssue[] } {
  const parsed = workflow.safeParse(document);
  if (parsed.success) return { workflow: parsed.data as Workflow, issues: [] };
  return {
    issues: parsed.error.issues.map((issue) => ({
      path: issue.path.join(".") || "(document)",
      message: issue.message,
    })),
  };
}

/** The published JSON Schema (2020-12) of the document. */
export function workflowJsonSchema(): Record<string, unknown> {
  return {
    $id: "https://flowright.dev/schema/workflow.schema.json",
    ...(z.toJSONSchema(workflow, { target: "draft-2020-12" }) as Record<string, unknown>),
  };
}
