import type { FieldSchema, StepDefinition } from "@flowright/workflow/catalog";
import {
  array,
  choice,
  constant,
  field,
  type Grammar,
  json,
  many,
  type Node,
  object,
  rule,
  seq,
  text,
  wider,
} from "../../grammar/index.js";
import type { PreparedRequest } from "../request.js";
import { spanRules } from "../span-rules.js";

/** Deepest nesting of flow logic: JSON Schema of hosted models knows no recursion, so the grammar is unrolled. */
export const MAX_DEPTH = 3;
const MAX_STEPS = 12;

/** Step ids that an answer may use: s1 to s48. */
const IDS = Array.from({ length: 48 }, (_, i) => `s${i + 1}`);

const strings = (values: readonly string[]): Node => choice(...values.map(constant));

/** References to the outputs that these candidates can have. JSON Schema only gets the pattern of a reference. */
function referenceRules(candidates: readonly StepDefinition[], rules: Map<string, Node>): void {
  const fields = new Set<string>();
  const items = new Set(["item"]);
  for (const { outputs } of candidates) {
    for (const name of Object.keys(outputs.properties ?? outputs.items?.properties ?? {})) fields.add(name);
    if (outputs.type === "array" && outputs.title)
      items.add(outputs.title.toLowerCase().replace(/[^a-z0-9]+/g, "_"));
  }
  const roots = choice(text("trigger"), ...[...IDS, ...items].map(text));
  const path = fields.size ? many(seq(text("."), choice(...[...fields].map(text))), 0, 1) : text("");
  const pattern = "^[A-Za-z_][A-Za-z0-9_]*([.][^.]+)*$";
  rules.set(
    "ref",
    object(
      field("ref", wider(seq(text('"'), roots, path, text('"')), { type: "string", pattern } as FieldSchema)),
    ),
  );
  rules.set("id", strings(IDS));
  rules.set("item", strings([...items]));
}

/** A JSON string that holds a span of the request. JSON Schema can only ask for some string. */
export function annotation(request: PreparedRequest): { node: Node; rules: Map<string, Node> } {
  const inside = (words: string) => JSON.stringify(words).slice(1, -1);
  const rules = spanRules(request, inside, (words) => inside(words.trimStart()));
  const exact = rules.has("span") ? seq(text('"'), rule("span"), text('"')) : constant("");
  rules.set("annotation", wider(exact, { type: "string" }));
  return { node: rule("annotation"), rules };
}

export function value(schema: FieldSchema): Node {
  const ref = rule("ref");
  if (schema.enum) return choice(...schema.enum.map(constant), ref);
  if (schema.type === "array") return schema.items ? choice(array(value(schema.items), 1, 8), ref) : ref;
  if (schema.type === "object") return ref;
  const type = schema.type ?? "string";
  return type === "string"
    ? choice(json("string"), object(field("template", json("string"))), ref)
    : choice(json(type), ref);
}

function use(step: StepDefinition, said: Node, action: boolean, outline: boolean): Node {
  const names = outline ? [] : Object.entries(step.inputs.properties ?? {});
  return object(
    ...(action ? [field("id", rule("id"))] : []),
    field("use", constant(step.id)),
    field("annotation", said),
    ...(names.length
      ? [field("inputs", object(...names.map(([name, schema]) => field(name, value(schema), false))), false)]
      : []),
  );
}

/** Conditions are flat: one comparison, or one `all`/`any` of comparisons. */
export function conditionRules(rules: Map<string, Node>): void {
  const side = choice(json("string"), json("number"), json("boolean"), rule("ref"));
  const op = (...names: string[]) => choice(...names.map(constant));
  rules.set(
    "comparison",
    choice(
      object(
        field("left", rule("ref")),
        field("op", op("eq", "ne", "gt", "lt", "ge", "le", "contains")),
        field("right", side),
      ),
      object(field("left", rule("ref")), field("op", op("empty", "filled", "true", "false"))),
    ),
  );
  const list = array(rule("comparison"), 2, 6);
  rules.set(
    "condition",
    choice(
      rule("comparison"),
      object(field("all", list)),
      object(field("any", list)),
      object(field("not", rule("comparison"))),
      object(field("says", rule("annotation"))),
    ),
  );
}

/**
 * The grammar of a JSON document for this request over these candidates.
 * @param outline Without inputs, lists and times, and with conditions in words: the first of two passes. Default false.
 */
export function jsonGrammar(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  outline = false,
): Grammar {
  const { node: said, rules } = annotation(request);
  referenceRules(candidates, rules);
  if (outline) rules.set("condition", object(field("says", rule("annotation"))));
  else conditionRules(rules);
  const actions = candidates.filter((step) => step.kind === "action");
  if (actions.length) rules.set("action", choice(...actions.map((step) => use(step, said, true, outline))));
  const head = [field("id", rule("id"))];
  const leaf = (name: string, node: Node) => object(...head, field(name, node), field("annotation", said));
  const leaves = [
    ...(actions.length ? [rule("action")] : []),
    leaf("placeholder", constant(true)),
    leaf(
      "wait",
      outline
        ? object()
        : object(field("duration", json("string"), false), field("until", json("string"), false)),
    ),
    leaf("stop", constant(true)),
    leaf("next", constant(true)),
    leaf("call", outline ? constant(null) : json("string")),
  ];
  rules.set("leaf", choice(...leaves));
  for (let depth = MAX_DEPTH; depth >= 0; depth--) {
    const block = depth < MAX_DEPTH ? rule(`block-${depth + 1}`) : undefined;
    const branch =
      block && object(field("if", rule("condition")), field("annotation", said), field("then", block));
    const nested = block
      ? [
          object(
            ...head,
            field("if", rule("condition")),
            field("annotation", said),
            field("then", block),
            field("elseIf", array(branch!, 1, 5), false),
            field("else", block, false),
          ),
          object(
            ...head,
            field("forEach", outline ? constant(null) : choice(rule("ref"), constant(null))),
            field("as", rule("item")),
            field("annotation", said),
            field("do", block),
          ),
          object(...head, field("while", rule("condition")), field("annotation", said), field("do", block)),
          object(...head, field("until", rule("condition")), field("annotation", said), field("do", block)),
          object(...head, field("parallel", array(block, 2, 5)), field("annotation", said)),
          object(...head, field("try", block), field("catch", block), field("annotation", said)),
        ]
      : [];
    rules.set(
      `block-${depth}`,
      array(nested.length ? choice(rule("leaf"), ...nested) : rule("leaf"), 1, MAX_STEPS),
    );
  }
  const triggers = candidates
    .filter((step) => step.kind === "trigger")
    .map((step) => use(step, said, false, outline));
  const trigger = choice(
    ...triggers,
    object(field("placeholder", constant(true)), field("annotation", said)),
  );
  const root = object(
    field("version", constant(1)),
    field("name", json("string")),
    field("trigger", trigger, false),
    field("steps", rule("block-0")),
  );
  return { root: "document", rules: new Map([["document", root], ...rules]) };
}
