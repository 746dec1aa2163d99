import type { Step, ValidationIssue, Workflow } from "@flowright/workflow";
import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import type { Grammar } from "../grammar/index.js";
import type { PromptExample, PromptPart } from "./prompt-parts.js";
import type { PreparedRequest } from "./request.js";
import type { InputsAnswer } from "./task-answers.js";
import type { InputTask } from "./tasks.js";
import type { Visible } from "./visible.js";

/** How answers are laid out. Fine-tuned weights write the form that they were trained on. */
export interface Form {
  /** Each node is written behind the words of the request that it comes from. Default true. */
  annotations?: boolean;
  /**
   * `twoPass`: the outline first, then the inputs of each node; `singlePass`: all in one answer. Default: that of the
   * codec, see {@link Codec.defaultForm}.
   */
  passes?: "singlePass" | "twoPass";
}

/** The names that the candidates of one request have in prompt and answer, both ways. */
export interface Aliases {
  /** @throws {RangeError} where the step is no candidate */
  of(id: string): string;
  step(alias: string): StepDefinition | undefined;
  all(kind: StepDefinition["kind"]): string[];
}

/** What a plan is made from. */
export interface PlanInput {
  request: PreparedRequest;
  catalog: Catalog;
  /** The steps to choose from, triggers before actions. */
  candidates: readonly StepDefinition[];
  form: Required<Form>;
  /** For prompted models: requests with right answers to show, the most similar one first. Default: none. */
  examples?: readonly PromptExample[];
  /** For prompted models: parts of the prompt to leave out. Default: none. */
  omitPromptParts?: readonly PromptPart[];
}

/** All that one request is asked with: made once for each request and handed on. */
export interface PlanContext extends PlanInput {
  readonly aliases: Aliases;
  /** Asks for the outline, or for the whole workflow in a single pass. */
  readonly prompt: string;
  /** What the answer to `prompt` can be; undefined where the request leaves nothing to say. */
  readonly grammar: Grammar | undefined;
  /** Tokens of that answer, at most. */
  readonly maxTokens: number;
}

/** A new node of an answer that is being read. `depth` is 0 for steps of the top level. */
export type OutlineNews = { kind: "trigger" } | { kind: "step"; step: Step; depth: number };

/** Reads the answer to {@link PlanContext.prompt} while it is being written. */
export interface OutlineReader {
  /** Nodes that are new with this piece of the answer. @throws {FlowrightError} CODEC_PARSE */
  push(chunk: string): Iterable<OutlineNews>;
  /** The document so far, one object that grows. */
  readonly workflow: Workflow;
  /** True when nothing is open: the answer may end here. */
  readonly complete: boolean;
  /** The document of the whole answer. @throws {FlowrightError} CODEC_PARSE where it is none */
  finish(): Workflow;
}

/** How a model is asked for one {@link InputTask}. */
export interface InputQuery {
  prompt: string;
  grammar: Grammar;
  /** The only answer that the grammar leaves: then the model need not be asked. */
  fixed?: string;
  /** Tokens of the answer, at most. */
  maxTokens: number;
  /** @throws {FlowrightError} CODEC_PARSE */
  parse(answer: string): InputsAnswer;
  /** In a single pass: is told the answer, which the prompt of the next task goes on behind. */
  onAnswer?(answer: string): void;
}

export type InputQueries = (task: InputTask, visible: readonly Visible[]) => InputQuery;

/** A place of an answer where one of the candidates is named. */
export interface StepChoice {
  /** The answer up to this place. */
  before: string;
  /** The words of the request that were just written: the node's annotation, "" without one. */
  words: string;
  kind: StepDefinition["kind"];
  /** What follows in the answer: the beginning of a spelled step, or all of it and more. */
  written: string;
}

/** Where answers name steps, and how: what retrieval needs to bias these choices. */
export interface StepChoices {
  /** The choice in the middle of which an answer ends; undefined elsewhere. */
  current(answer: string): StepChoice | undefined;
  /** All choices of an answer, in order. */
  all(answer: string): StepChoice[];
  /** A step as it is written in an answer, up to and with the mark that ends it. */
  spell(aliases: Aliases, step: StepDefinition): string;
  /** The part of the rest of a spelled step that is decided next: a word, or the mark that ends it. */
  nextPiece(rest: string): string;
}

/** How one kind of model sees a workflow: prompts, grammars of the answers, and the parsing of them. */
export interface Codec {
  /** For reports and error messages. */
  readonly id: string;
  /** Changes with every prompt: weights are trained for one version, and answers to two are not comparable. */
  readonly promptVersion: string;
  /**
   * `prompted`: models that were taught to converse; the prompt is one message of a user. `trained`: models fine-tuned for
   * this codec; the prompt is plain text, and `LanguageModel.metadata` tells the form.
   */
  readonly audience: "prompted" | "trained";
  readonly defaultForm: Required<Form>;
  plan(input: PlanInput): PlanContext;
  /** The plan with its candidates in another order, under the same aliases and the same grammar. */
  reorder(plan: PlanContext, candidates: readonly StepDefinition[]): PlanContext;
  outlineReader(plan: PlanContext): OutlineReader;
  /**
   * Queries for what the nodes of an outline still need. In a single pass they go on behind `outline`, so they have to be
   * asked one after the other. Undefined where the answer holds all inputs already.
   */
  inputQueries(plan: PlanContext, outline: { prompt: string; answer: string }): InputQueries | undefined;
  /** Where answers name steps. Left out where retrieval cannot bias single tokens of the answer. */
  readonly choices?: StepChoices;
  /**
   * Asks for a better answer, with the issues of the last one. A codec that has it is asked a second time where its answer
   * has errors; without it, an answer is read as far as it goes, and several drafts are compared.
   */
  repairPrompt?(
    plan: PlanContext,
    answer: string,
    issues: readonly Pick<ValidationIssue, "path" | "message">[],
  ): string;
}
