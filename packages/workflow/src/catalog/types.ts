/**
 * The part of JSON Schema (2020-12) that step inputs and outputs use.
 * `x-kind` names what a value stands for: channel, person, table, file, `id:incident`, …
 */
export interface FieldSchema {
  type?: "string" | "number" | "integer" | "boolean" | "object" | "array";
  title?: string;
  description?: string;
  enum?: readonly string[];
  format?: string;
  items?: FieldSchema;
  properties?: Readonly<Record<string, FieldSchema>>;
  required?: readonly string[];
  $ref?: string;
  $defs?: Readonly<Record<string, FieldSchema>>;
  additionalProperties?: boolean | FieldSchema;
  "x-kind"?: string;
}

/**
 * A trigger or an action.
 *
 * `phrases` are ways in which people ask for it: `[optional]`, `(one|other)`, `{input}`. A leading `~ ` stands for any
 * verb of looking up; the rest is then also a noun phrase ("~ all open issues in Jira").
 */
export interface StepDefinition {
  /** `app.object.verb`; any non-empty id of letters, digits, `.`, `_`, `-` and `:` is accepted. */
  id: string;
  kind: "trigger" | "action";
  app: string;
  title: string;
  description: string;
  phrases: readonly string[];
  /** Offered for every request, because people ask for it in many words: "let Ann know", "it needs a nod from Bo". */
  alwaysInclude?: boolean;
  inputs: FieldSchema;
  /** `title` names the output ("incident"); the first property is its headline. */
  outputs: FieldSchema;
  /** What an engine needs to run the step, by the engine's id. */
  bindings?: Readonly<Record<string, unknown>>;
}

export interface CatalogApp {
  id: string;
  title: string;
  domain?: string;
  /** Not a product but what every engine offers: mail, approvals, HTTP, data. Always available. */
  builtin?: boolean;
  /** Other names that people use for it, in lower case: "drive" for Google Drive. */
  aliases?: readonly string[];
}

/** A checked catalogue. Immutable. */
export interface Catalog {
  readonly name: string;
  readonly apps: readonly CatalogApp[];
  readonly steps: readonly StepDefinition[];
  readonly triggers: readonly StepDefinition[];
  readonly actions: readonly StepDefinition[];
  get(id: string): StepDefinition | undefined;
  app(id: string): CatalogApp | undefined;
}
