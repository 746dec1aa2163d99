import { FlowrightError, ownValue } from "../core/index.js";
import type { CatalogApp, FieldSchema, StepDefinition } from "./types.js";

/** The words that the catalogue sources in `catalogs/core/source` use. */
export interface Glossary {
  /** Kind and description of a field by its name: `"channel; The channel to post to"`. */
  fields: Readonly<Record<string, string>>;
  /** The fields of an entity by its name. */
  entities: Readonly<Record<string, string>>;
  /** The kind of fields that are not listed. Default: an unlisted field is an error. */
  other?: string;
}
interface SourceStep {
  /** Title. */
  t: string;
  /** Description. Default: the title. */
  d?: string;
  /** Input fields: `channel! text! type:name"Issue type"`; `!` marks required ones. Default: none. */
  in?: string;
  /** Output: fields, the name of an entity, or a list with the name of its items' entity. Default: none. */
  out?: string | string[];
  alwaysInclude?: boolean;
  /** Phrases, one per line. */
  say?: string;
}
export type CatalogSource = Readonly<
  Record<
    string,
    {
      title: string;
      domain?: string;
      builtin?: boolean;
      /** Other names, separated by commas. */
      aka?: string;
      triggers?: Readonly<Record<string, SourceStep>>;
      actions?: Readonly<Record<string, SourceStep>>;
    }
  >
>;

const FORMATS: ReadonlyMap<string, string> = new Map([
  ["email", "email"],
  ["url", "uri"],
  ["date", "date"],
  ["time", "time"],
  ["datetime", "date-time"],
  ["duration", "duration"],
]);

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
  const format = FORMATS.get(kind);
  if (format) return { type: "string", description, format };
  return kind === "string"
    ? { type: "string", description }
    : { type: "string", description, "x-kind": kind };
}

/** Compiles `channel! text! type:name"Issue type"` into an object schema. */
function fields(spec: string, glossary: Glossary, where: string): FieldSchema {
  const properties: [string, FieldSchema][] = [];
  const required: string[] = [];
  const item = /([a-z_]+)(?::([a-z]+(?:\([^)]*\))?))?(?:"([^"]*)")?(!?)(?:\s+|$)/gy;
  const text = spec.trim();
  while (item.lastIndex < text.length) {
    const at = item.lastIndex;
    const match = item.exec(text);
    if (!match)
      throw new FlowrightError("CATALOG_INVALID", `${where}: cannot read fields at "${text.slice(at)}"`);
    const [, name = "", kind, description, bang] = match;
    const known = ownValue(glossary.fields, name)?.split("; ");
    if (!kind && !known && !glossary.other)
      throw new FlowrightError("CATALOG_INVALID", `${where}: field "${name}" is not in the glossary`);
    const schema = kindSchema(
      kind ?? known?.[0] ?? glossary.other ?? "string",
      description ?? known?.[1] ?? name.replaceAll("_", " "),
    );
    properties.push([name, schema]);
    if (bang) required.push(name);
  }
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length ? { required } : {}),
    additionalProperties: false,
  };
}

function outputs(out: string | string[] = "", glossary: Glossary, where: string): FieldSchema {
  if (Array.isArray(out)) {
    const entity = out[0] ?? "";
    return { type: "array", title: entity, items: entitySchema(entity, glossary, where) };
  }
  return Object.hasOwn(glossary.entities, out)
    ? entitySchema(out, glossary, where)
    : fields(out, glossary, where);
}

function entitySchema(name: string, glossary: Glossary, where: string): FieldSchema {
  const spec = ownValue(glossary.entities, name);
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
            ...(step.alwaysInclude ? { alwaysInclude: true } : {}),
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
