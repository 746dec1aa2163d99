import * as z from "zod";
import { ownValue } from "../core/index.js";
import type { CatalogApp, FieldSchema, StepDefinition } from "./types.js";

export interface CatalogIssue {
  code: "shape" | "duplicate_id" | "unknown_app" | "bad_ref" | "cyclic_ref" | "bad_required" | "bad_slot";
  /** Where: `steps.4.inputs.properties.channel`. */
  path: string;
  message: string;
}

const schema: z.ZodType<FieldSchema> = z.lazy(() =>
  z.looseObject({
    type: z.enum(["string", "number", "integer", "boolean", "object", "array"]).optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    enum: z.array(z.string()).min(1).optional(),
    format: z.string().optional(),
    items: schema.optional(),
    properties: z.record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_-]*$/u), schema).optional(),
    required: z.array(z.string()).optional(),
    $ref: z.string().optional(),
    $defs: z.record(z.string(), schema).optional(),
    additionalProperties: z.union([z.boolean(), schema]).optional(),
    "x-kind": z.string().optional(),
  }),
) as z.ZodType<FieldSchema>;

// Ids become parts of file names and pictures: only letters, digits and a few marks, and no "..".
const id = z
  .string()
  .max(200)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{N}_:-]|[.](?![.]))*$/u,
    "an id is letters, digits, '_', '-', ':' and single dots",
  );

const document = z.object({
  format: z.literal("flowright-catalog"),
  version: z.literal(1),
  name: z.string().min(1).max(100),
  apps: z.array(
    z.object({
      id,
      title: z.string().min(1),
      domain: z.string().optional(),
      builtin: z.boolean().optional(),
      aliases: z.array(z.string().min(1)).optional(),
    }),
  ),
  steps: z
    .array(
      z
        .object({
          id,
          kind: z.enum(["trigger", "action"]),
          app: id,
          title: z.string().min(1).max(200),
          description: z.string().max(2000),
          alwaysInclude: z.boolean().optional(),
          /** The name of `alwaysInclude` in catalogues of version 0.1. */
          usual: z.boolean().optional(),
          phrases: z.array(z.string().max(500)).default([]),
          inputs: schema.default({ type: "object", properties: {} }),
          outputs: schema.default({ type: "object", properties: {} }),
          bindings: z.record(z.string(), z.unknown()).optional(),
        })
        .transform(({ usual, alwaysInclude = usual, ...step }) => ({
          ...step,
          ...(alwaysInclude === undefined ? {} : { alwaysInclude }),
        })),
    )
    .min(1),
});

/** Replaces local `$ref`s by their targets. Unknown and cyclic ones become issues. */
function resolve(
  node: FieldSchema,
  defs: Readonly<Record<string, FieldSchema>>,
  open: readonly string[],
  path: string,
  issues: CatalogIssue[],
): FieldSchema {
  if (node.$ref !== undefined) {
    const name = /^#\/\$defs\/([^/]+)$/.exec(node.$ref)?.[1];
    const target = name === undefined ? undefined : ownValue(defs, name);
    if (!target || name === undefined) {
      issues.push({
        code: "bad_ref",
        path,
        message: `$ref "${node.$ref}" cannot be resolved; only #/$defs/NAME is supported`,
      });
      return {};
    }
    if (open.includes(name)) {
      issues.push({ code: "cyclic_ref", path, message: `$ref "${node.$ref}" is cyclic` });
      return {};
    }
    return resolve(target, defs, [...open, name], path, issues);
  }
  const { $defs: _, ...rest } = node;
  return {
    ...rest,
    ...(node.items ? { items: resolve(node.items, defs, open, `${path}.items`, issues) } : {}),
    ...(node.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(node.properties).map(([key, value]) => [
              key,
              resolve(value, defs, open, `${path}.properties.${key}`, issues),
            ]),
          ),
        }
      : {}),
  };
}

type Checked = { name: string; apps: CatalogApp[]; steps: StepDefinition[] };

/**
 * Checks a parsed catalogue. Never throws.
 * @returns every issue; `catalog`, with its `$ref`s resolved, only when there are none.
 */
export function checkCatalog(json: unknown): { catalog?: Checked; issues: CatalogIssue[] } {
  const parsed = document.safeParse(json);
  if (!parsed.success)
    return {
      issues: parsed.error.issues.map((issue) => ({
        code: "shape",
        path: issue.path.join(".") || "(document)",
        message: issue.message,
      })),
    };
  const issues: CatalogIssue[] = [];
  const apps = new Set(parsed.data.apps.map((app) => app.id));
  const seen = new Map<string, number>();
  const steps = parsed.data.steps.map((step, index) => {
    const path = `steps.${index}`;
    const before = seen.get(step.id);
    if (before !== undefined)
      issues.push({
        code: "duplicate_id",
        path,
        message: `id "${step.id}" is already used by steps.${before}`,
      });
    seen.set(step.id, index);
    if (!apps.has(step.app))
      issues.push({
        code: "unknown_app",
        path: `${path}.app`,
        message: `app "${step.app}" is not listed under apps`,
      });
    const inputs = resolve(
      step.inputs as FieldSchema,
      (step.inputs as FieldSchema).$defs ?? {},
      [],
      `${path}.inputs`,
      issues,
    );
    const outputs = resolve(
      step.outputs as FieldSchema,
      (step.outputs as FieldSchema).$defs ?? {},
      [],
      `${path}.outputs`,
      issues,
    );
    for (const name of inputs.required ?? [])
      if (!ownValue(inputs.properties, name))
        issues.push({
          code: "bad_required",
          path: `${path}.inputs.required`,
          message: `required input "${name}" is not a property`,
        });
    for (const phrase of step.phrases)
      for (const [, slot = ""] of phrase.matchAll(/\{([^}]*)\}/g))
        if (!ownValue(inputs.properties, slot))
          issues.push({
            code: "bad_slot",
            path: `${path}.phrases`,
            message: `phrase "${phrase}" names "{${slot}}", which is not an input`,
          });
    return { ...step, inputs, outputs } as StepDefinition;
  });
  if (issues.length) return { issues };
  return { catalog: { name: parsed.data.name, apps: parsed.data.apps as CatalogApp[], steps }, issues };
}
