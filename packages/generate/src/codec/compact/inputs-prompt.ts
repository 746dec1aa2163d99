import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";
import { identifierWords } from "@flowright/workflow/core";
import type { PreparedRequest } from "../request.js";
import { findSpan, spanText } from "../span.js";
import type { InputTask } from "../tasks.js";
import type { Visible } from "../visible.js";
import { aliasOf } from "./aliases.js";
import { spellVisible } from "./spell-visible.js";
import { plain, TOKENS as T } from "./tokens.js";

/** What a field can be chosen from; undefined when it is not a choice. */
export function optionsOf(schema: FieldSchema): readonly string[] | undefined {
  return schema.enum ?? (schema.type === "boolean" ? ["yes", "no"] : undefined);
}

/** How a field is spelled in prompt and answer. */
export const fieldWords = (name: string): string => plain(identifierWords(name).join(" ") || name);

function asked(task: InputTask, catalog: Catalog): string {
  if (task.kind === "list") return T.forEach;
  if (task.kind === "condition") return T.if;
  const step = task.use === undefined ? undefined : catalog.get(task.use);
  const head = step ? T.use + plain(aliasOf(step)) : task.part === "wait" ? T.wait : T.call;
  const fields = Object.entries(task.fields).map(([name, schema]) => {
    const options = (optionsOf(schema) ?? []).map((option) => T.option + plain(option));
    return `${T.field}${fieldWords(name)}${options.join("")}`;
  });
  return head + fields.join("");
}

/** A node's annotation as outlines spell it: a span of words, without the marks that complete it in the document. */
export function annotationWords({ annotation }: InputTask, request: PreparedRequest): string {
  const span = findSpan(request, annotation);
  return plain(span ? spanText(request, span) : annotation);
}

/** The prompt for one task of the second pass: the request, the node's words, what is visible to it, and what is asked. */
export function inputsPrompt(
  task: InputTask,
  request: PreparedRequest,
  visible: readonly Visible[],
  catalog: Catalog,
): string {
  const scope = visible.map(spellVisible).join("");
  const said = task.annotation ? T.at + annotationWords(task, request) : "";
  return `${T.inputs}${T.request}${request.text}${said}${scope}${asked(task, catalog)}${T.answer}`;
}
