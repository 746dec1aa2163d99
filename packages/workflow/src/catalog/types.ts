/**
 * The part of JSON Schema (2020-12) that step inputs and outputs use.
 * `x-kind` names what a value is in the user's world: channel, person, table, file, `id:incident`, …
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
 * `phrases` are ways in which people ask for it: `[optional]`, `(one|other)`, `{input}`; a leading `~ ` stands for
 * any verb of looking up, so that the rest is also a noun phrase ("~ all open issues in Jira").
 */
export interface StepDefinition {
  /** `app.object.verb`; any non-empty id of letters, digits, `.`, `_`, `-` and `:` is accepted. */
  id: string;
  kind: "trigger" | "action";
  app: string;
  title: string;
  description: string;
  phrases: readonly string[];
  /** Asked for in words of many kinds ("let Ann know", "it needs a nod from Bo"), so it is offered for every request. */
  usual?: boolean;
  inputs: FieldSchema;
  /** `title` names the thing handed on ("incident"); its first property is the thing's headline. */
  outputs: FieldSchema;
  /** What an engine needs to run the step, by engine. */
  bindings?: Readonly<Record<string, unknown>>;
}

export interface CatalogApp {
  id: string;
  title: string;
  domain?: string;
  /** No product of its own but what every engine offers: mail, approvals, HTTP, data. Always at hand. */
  builtin?: boolean;
  /** Other names that people use for it, in lower case: "drive" for Google Drive. */
  aliases?: readonly string[];
}

/** A checked catalogue with its look-ups. Immutable. */
export interface Catalog {
  readonly name: string;
  readonly apps: readonly CatalogApp[];
  readonly steps: readonly StepDefinition[];
  readonly triggers: readonly StepDefinition[];
  readonly actions: readonly StepDefinition[];
  get(id: string): StepDefinition | undefined;
  app(id: string): CatalogApp | undefined;
}
