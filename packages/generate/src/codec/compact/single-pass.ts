import { outputsOf } from "@flowright/workflow";
import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import { type Grammar, rule, seq, text } from "../../grammar/index.js";
import type { PreparedRequest } from "../request.js";
import type { InputTask } from "../tasks.js";
import type { Aliases, Form, InputQueries, PlanContext } from "../types.js";
import { labels } from "../visible.js";
import { aliasOf } from "./aliases.js";
import { inputsGrammar } from "./inputs-grammar.js";
import { parseInputs } from "./inputs-parse.js";
import { annotationWords, fieldWords, optionsOf } from "./inputs-prompt.js";
import { spellVisible } from "./spell-visible.js";
import { MAX_INPUTS_TOKENS, onlyText } from "./task-query.js";
import { OUTLINE_END, PART_END, plain, TOKENS as T } from "./tokens.js";

function candidate(step: StepDefinition, aliases: Aliases, catalog: Catalog): string {
  const fields = Object.entries(step.inputs.properties ?? {}).map(
    ([name, schema]) =>
      T.field +
      fieldWords(name) +
      (optionsOf(schema) ?? []).map((option) => T.option + plain(option)).join(""),
  );
  const output = labels(outputsOf([{ id: "s", use: step.id }], catalog)).map(spellVisible);
  const mark = step.kind === "trigger" ? T.trigger : T.candidate;
  return [mark, plain(aliases.of(step.id)), ...fields, ...output].join("");
}

/** The prompt of a single pass: the candidates with their inputs and outputs, then the request. */
export function singlePassPrompt(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  aliases: Aliases,
  catalog: Catalog,
): string {
  const list = candidates.map((step) => candidate(step, aliases, catalog));
  return `${T.outline}${T.inputs}${list.join("")}${T.request}${request.text}${T.answer}`;
}

/** The text before the inputs of a node: its words, and what it is. The model does not write it. */
export function partHead(
  task: InputTask,
  request: PreparedRequest,
  catalog: Catalog,
  { annotations = true }: Form = {},
): string {
  const step = task.use === undefined ? undefined : catalog.get(task.use);
  const what = step
    ? T.use + plain(aliasOf(step))
    : { list: T.forEach, condition: T.if, fields: task.part === "wait" ? T.wait : T.call }[task.kind];
  return T.at + (annotations ? annotationWords(task, request) : "") + what;
}

/** The grammar of an answer up to and with {@link PART_END}. */
const partGrammar = (answer: Grammar): Grammar => ({
  root: "part",
  rules: new Map([["part", seq(rule(answer.root), text(PART_END))], ...answer.rules]),
});

/** Queries whose prompts continue the outline, each with the answers before it. */
export function continuedQueries(
  { request, catalog, form }: PlanContext,
  { prompt, answer }: { prompt: string; answer: string },
): InputQueries {
  const outline = prompt + answer;
  let prefix = outline.endsWith(OUTLINE_END) ? outline : outline + OUTLINE_END;
  return (task, visible) => {
    const grammar = inputsGrammar(task, request, visible);
    const prompt = prefix + partHead(task, request, catalog, form);
    const part = (answer: string): string => answer.split(PART_END)[0] ?? "";
    return {
      prompt,
      grammar: partGrammar(grammar),
      ...onlyText(grammar),
      maxTokens: MAX_INPUTS_TOKENS,
      parse: (answer) => parseInputs(part(answer), task, request, visible),
      onAnswer: (answer) => {
        prefix = prompt + part(answer) + PART_END;
      },
    };
  };
}

/** The whole answer of a single pass: an outline, then the answer to each task as {@link printInputs} prints it. */
export const printSinglePass = (
  outline: string,
  parts: readonly { task: InputTask; answer: string }[],
  request: PreparedRequest,
  catalog: Catalog,
  form: Form = {},
): string =>
  outline +
  parts
    .map(
      ({ task, answer }) =>
        partHead(task, request, catalog, form) + answer.slice(0, -T.eos.length) + PART_END,
    )
    .join("");
