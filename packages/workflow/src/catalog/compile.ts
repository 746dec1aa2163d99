import { FlowrightError } from "../core/index.js";
import type { CatalogApp, FieldSchema, StepDefinition } from "./types.js";

/** The shorthand in which the core catalogue is written (`catalogs/core/source`). */
export interface Glossary {
  fields: Readonly<Record<string, string>>;
  entities: Readonly<Record<string, string>>;
  /** The kind of fields that are not listed. Default: they are an error. */
  other?: string;
}
interface SourceStep {
  t: string;
  /** What it does. Default: the title. */
  d?: string;
  in?: string;
  /** Fields, the name of an entity, or a list of such. Default: none. */
  out?: string | string[];
  usual?: boolean;
  /** Phrases, a line each. */
  say?: string;
}
export type CatalogSource = Readonly<
  Record<
    string,
    {
      title: string;
      domain?: string;
      builtin?: boolean;
      /** Other names, between commas. */
      aka?: string;
      triggers?: Readonly<Record<string, SourceStep>>;
      actions?: Readonly<Record<string, SourceStep>>;
    }
  >
>;

const FORMATS: Readonly<Record<string, string>> = {
  email: "email",
  url: "uri",
  date: "date",
  time: "time",
  datetime: "date-time",
  duration: "duration",
};

function kindSchema(kind: string, description: string): FieldSchema {
  const choice = /^enum\((.+)\)$/.exec(kind);
  if (choice) return { type: "string", description, enum: choice[1]!.split("|") };
  const id = /^id\((.+)\)$/.exec(kind);
  if (id) return { type: "string", description, "x-kind": `id:${id[1]}` };
  if (kind === "number" || kind === "integer" || kind === "boolean") return { type: kind, description };
  if (kind === "object") return { type: "object", description, additionalProperties: true };
  if (kind === "list") return { type: "array", description };
  if (kind === "people" || kind === "strings")
    return { type: "array", description, items: { type: "string" }, "x-kind": kind };
  const format = FORMATS[kind];
  if (format) return { type: "string", description, format };
  return kind === "string"
    ? { type: "string", description }
    : { type: "string", description, "x-kind": kind };
}

/** Compiles `channel! text! type:name"Issue type"` into an object schema. */
function fields(spec: string, glossary: Glossary, where: string): FieldSchema {
  const properties: Record<string, FieldSchema> = {};
  const required: string[] = [];
  const item = /([a-z_]+)(?::([a-z]+(?:\([^)]*\))?))?(?:"([^"]*)")?(!?)(?:\s+|$)/gy;
  const text = spec.trim();
  while (item.lastIndex < text.length) {
    const at = item.lastIndex;
    const match = item.exec(text);
    if (!match)
      throw new FlowrightError("CATALOG_INVALID", `${where}: cannot read fields at "${text.slice(at)}"`);
    const [, name = "", kind, description, bang] = match;
    const known = glossary.fields[name]?.split("; ");
    if (!kind && !known && !glossary.other)
      throw new FlowrightError("CATALOG_INVALID", `${where}: field "${name}" is not in the glossary`);
    properties[name] = kindSchema(
      kind ?? known?.[0] ?? glossary.other ?? "string",
      description ?? known?.[1] ?? name.replaceAll("_", " "),
    );
    if (bang) required.push(name);
  }
  return {
    type: "object",
    properties,
    ...(required.length ? { required } : {}),
    additionalProperties: false,
  };
}

function outputs(out: string | string[] = "", glossary: Glossary, where: string): FieldSchema {
  if (Array.isArray(out)) {
    const entity = out[0] ?? "";
    return { type: "array", title: entity, items: entitySchema(entity, glossary, where) };
  }
  return out in glossary.entities ? entitySchema(out, glossary, where) : fields(out, glossary, where);
}

function entitySchema(name: string, glossary: Glossary, where: string): FieldSchema {
  const spec = glossary.entities[name];
  if (spec === undefined) throw new FlowrightError("CATALOG_INVALID", `${where}: no entity "${name}"`);
  return { ...fields(spec, glossary, where), title: name };
}

/**
 * Compiles catalogue sources to the JSON that {@link parseCatalog} reads.
 * @throws {FlowrightError} CATALOG_INVALID naming the step and what cannot be read.
 */
export function compileCatalog(name: string, glossary: Glossary, sources: readonly CatalogSource[]) {
  const apps: CatalogApp[] = [];
  const steps: StepDefinition[] = [];
  for (const source of sources)
    for (const [app, entry] of Object.entries(source)) {
      apps.push({
        id: app,
        title: entry.title,
        ...(entry.domain ? { domain: entry.domain } : {}),
        ...(entry.builtin ? { builtin: true } : {}),
        ...(entry.aka ? { aliases: entry.aka.split(/, */) } : {}),
      });
      for (const kind of ["trigger", "action"] as const)
        for (const [id, step] of Object.entries(entry[`${kind}s`] ?? {}))
          steps.push({
            id,
            kind,
            app,
            title: step.t,
            description: step.d ?? step.t,
            ...(step.usual ? { usual: true } : {}),
            phrases: (step.say ?? "")
              .split("\n")
              .map((line) => line.trim())
              .filter(Boolean),
            inputs: fields(step.in ?? "", glossary, id),
            outputs: outputs(step.out, glossary, id),
          });
    }
  return { format: "flowright-catalog", version: 1, name, apps, steps };
}
