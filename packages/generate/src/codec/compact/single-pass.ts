import { outputsOf } from "@flowright/workflow";
import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import { type Grammar, rule, seq, text } from "../../grammar/index.js";
import type { PreparedRequest } from "../request.js";
import type { Form } from "./form.js";
import { type Handles, makeHandles } from "./aliases.js";
import { annotationWords, fieldWords, optionsOf } from "./inputs.js";
import { labels, spellVisible } from "../visible.js";
import type { InputTask } from "../tasks.js";
import { plain, TOKENS as T } from "./tokens.js";

function candidate(step: StepDefinition, handles: Handles, catalog: Catalog): string {
  const fields = Object.entries(step.inputs.properties ?? {}).map(
    ([name, schema]) =>
      T.field +
      fieldWords(name) +
      (optionsOf(schema) ?? []).map((option) => T.option + plain(option)).join(""),
  );
  const output = labels(outputsOf([{ id: "s", use: step.id }], catalog)).map(spellVisible);
  const mark = step.kind === "trigger" ? T.trigger : T.candidate;
  return [mark, plain(handles.of(step.id)), ...fields, ...output].join("");
}

/** The prompt of a model that writes everything in one text: the candidates with all that they take and hand on. */
export function wholePrompt(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  handles: Handles,
  catalog: Catalog,
): string {
  const list = candidates.map((step) => candidate(step, handles, catalog));
  return `${T.outline}${T.inputs}${list.join("")}${T.request}${request.text}${T.answer}`;
}

/** What stands before the inputs of a node in the one text: its words, and what it is. Nothing of it is the model's choice. */
export function partHead(
  task: InputTask,
  catalog: Catalog,
  { annotations = true }: Form = {},
  request?: PreparedRequest,
): string {
  const step = task.use === undefined ? undefined : catalog.get(task.use);
  const words = !annotations ? "" : request ? annotationWords(task, request) : plain(task.annotation);
  const what = step
    ? T.use + plain(makeHandles([step]).of(step.id))
    : { list: T.forEach, condition: T.if, fields: task.part === "wait" ? T.wait : T.call }[task.kind];
  return T.at + words + what;
}

/** An answer's grammar as a part of the one text, which {@link PART_END} ends. */
export const partGrammar = (answer: Grammar): Grammar => ({
  root: "part",
  rules: new Map([["part", seq(rule(answer.root), text(PART_END))], ...answer.rules]),
});

/** Ends the outline in the one text. */
export const OUTLINE_END: string = T.inputs;
/** Ends the inputs of a node in the one text. */
export const PART_END: string = T.next;
