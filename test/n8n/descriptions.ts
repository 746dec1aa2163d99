import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { N8nNode } from "@flowright/engines/n8n";

interface Property {
  name: string;
  type: string;
  default?: unknown;
  required?: boolean;
  options?: { name: string; value?: unknown; values?: Property[]; type?: string }[];
  typeOptions?: Record<string, unknown>;
  modes?: { name: string }[];
  displayOptions?: Record<"show" | "hide", Record<string, unknown[]> | undefined> | undefined;
}
interface Description {
  name: string;
  version: number | number[];
  properties: Property[];
  credentials?: { name: string; displayOptions?: Property["displayOptions"] }[];
}
type Values = Record<string, unknown>;

/** n8n's own descriptions of its nodes, and what a node of an export has that they do not. */
export class Descriptions {
  readonly #all: Description[];
  constructor(folder: string) {
    this.#all = JSON.parse(
      readFileSync(join(folder, "node_modules/n8n-nodes-base/dist/types/nodes.json"), "utf8"),
    );
  }

  errorsOf({ type, typeVersion, parameters, credentials }: N8nNode): string[] {
    const name = type.replace(/^n8n-nodes-base\./, "");
    const found = this.#all.find((one) => one.name === name && [one.version].flat().includes(typeVersion));
    if (!found) return [`${type} ${typeVersion}: no such node`];
    const check = new Check(found, typeVersion, parameters);
    check.values(found.properties, parameters, "");
    for (const one of Object.keys(credentials ?? {}))
      if (!found.credentials?.some((known) => known.name === one && check.isShown(known, {})))
        check.errors.push(`credential ${one} is not wanted`);
    if (!credentials && found.credentials?.some((one) => "required" in one && check.isShown(one, {})))
      check.errors.push("a credential is wanted");
    return check.errors.map((error) => `${type} ${typeVersion}: ${error}`);
  }
}

class Check {
  readonly errors: string[] = [];
  readonly #root: Values;
  constructor(
    description: Description,
    readonly version: number,
    parameters: Values,
  ) {
    this.#root = { ...parameters };
    // what is not given has its default, where it is shown
    for (let round = 0; round < 3; round++)
      for (const property of description.properties)
        if (!(property.name in this.#root) && this.isShown(property, this.#root))
          this.#root[property.name] = property.default;
  }

  isShown({ displayOptions }: Pick<Property, "displayOptions">, values: Values): boolean {
    const has = (key: string, wanted: unknown[]): boolean => {
      const value =
        key === "@version"
          ? this.version
          : key.startsWith("/")
            ? this.#root[key.slice(1)]
            : (values[key] ?? this.#root[key]);
      return wanted.some((one) => {
        const condition = (one as { _cnd?: Record<string, number> } | null)?._cnd;
        if (!condition) return Array.isArray(value) ? value.includes(one) : one === value;
        const [kind, limit] = Object.entries(condition)[0]!;
        const number = Number(value);
        if (kind === "exists") return value !== undefined && value !== null && value !== "";
        if (kind === "not") return value !== limit;
        return (
          {
            eq: number === limit,
            gte: number >= limit,
            gt: number > limit,
            lte: number <= limit,
            lt: number < limit,
          }[kind] ?? true
        );
      });
    };
    return (
      Object.entries(displayOptions?.show ?? {}).every(([key, wanted]) => has(key, wanted)) &&
      !Object.entries(displayOptions?.hide ?? {}).some(([key, wanted]) => has(key, wanted))
    );
  }

  values(properties: readonly Property[], values: Values, path: string): void {
    for (const [name, value] of Object.entries(values)) {
      const named = properties.filter((one) => one.name === name);
      const shown = named.filter((one) => this.isShown(one, values));
      if (!shown.length) {
        this.errors.push(
          `${path}${name}: ${named.length ? "is not shown with the others" : "no such parameter"}`,
        );
        continue;
      }
      const problems = shown.map((one) => this.#value(one, value, `${path}${name}`));
      const fewest = problems.reduce((a, b) => (b.length < a.length ? b : a));
      this.errors.push(...fewest);
    }
  }

  #value(property: Property, value: unknown, path: string): string[] {
    const before = this.errors.length;
    this.#look(property, value, path);
    return this.errors.splice(before);
  }

  #look(property: Property, value: unknown, path: string): void {
    const wrong = (what: string) => this.errors.push(`${path}: ${what}, got ${JSON.stringify(value)}`);
    if (typeof value === "string" && value.startsWith("=")) return;
    const choices = property.options?.map((one) => one.value);
    switch (property.type) {
      case "options":
        if (choices?.length && !property.typeOptions?.loadOptionsMethod && !choices.includes(value))
          wrong(`one of ${choices.slice(0, 12).join(", ")}`);
        return;
      case "multiOptions":
        if (!Array.isArray(value)) wrong("a list");
        else if (choices?.length && value.some((one) => !choices.includes(one))) wrong("known choices");
        return;
      case "boolean":
      case "number":
        if (typeof value !== property.type) wrong(`a ${property.type}`);
        return;
      case "resourceLocator": {
        const { __rl, mode } = value as { __rl?: boolean; mode?: string };
        if (!__rl || !property.modes?.some((one) => one.name === mode))
          wrong(`a locator by ${property.modes?.map((one) => one.name)}`);
        return;
      }
      case "collection":
        for (const one of [value].flat() as Values[])
          this.values((property.options ?? []) as unknown as Property[], one, `${path}.`);
        return;
      case "fixedCollection":
        for (const [name, inner] of Object.entries(value as Values)) {
          const group = property.options?.find((one) => one.name === name);
          if (!group) this.errors.push(`${path}.${name}: no such group`);
          else
            for (const one of [inner].flat() as Values[]) {
              const full = Object.fromEntries(group.values!.map((each) => [each.name, each.default]));
              const check = (given: Values) => this.values(group.values!, given, `${path}.${name}.`);
              const before = this.errors.length;
              check({ ...one });
              // what depends on a default that is not given
              if (this.errors.length > before) {
                this.errors.splice(before);
                for (const [key, each] of Object.entries(one)) {
                  const shown = group.values!.filter((known) => known.name === key);
                  if (!shown.some((known) => this.isShown(known, { ...full, ...one })))
                    this.errors.push(
                      `${path}.${name}.${key}: ${shown.length ? "is not shown with the others" : "no such parameter"}`,
                    );
                  else
                    this.#look(
                      shown.find((known) => this.isShown(known, { ...full, ...one }))!,
                      each,
                      `${path}.${name}.${key}`,
                    );
                }
              }
            }
        }
        return;
      case "string":
        if (
          property.typeOptions?.multipleValues
            ? false
            : typeof value !== "string" && typeof value !== "number"
        )
          wrong("a text");
        return;
      default:
        return;
    }
  }
}
