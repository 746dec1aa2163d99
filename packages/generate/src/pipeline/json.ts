import { validate, type Workflow } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { json, type PreparedRequest } from "../codec/index.js";
import { fillEvents } from "./complete-tasks.js";
import type { Meter } from "./meter.js";
import { promptOptions } from "./prompt.js";
import { nameOf } from "./request.js";
import { callOptions } from "./sampling.js";
import type { GenerateEvent, GenerateOptions } from "./types.js";

type Attempt =
  | { workflow: Workflow }
  | { answer: string; issues: { path: string; message: string }[]; workflow?: Workflow };

/**
 * One call with the JSON codec, and one typed repair when the answer has errors; with two stages, one more for each node.
 * Returns the document.
 */
export async function* generateJson(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  options: GenerateOptions,
  meter: Meter,
): AsyncGenerator<GenerateEvent, Workflow, void> {
  const { model, constrained = true, catalog } = options;
  const outline = options.stages === 2;
  const prompt = json.jsonPrompt(request.original, candidates, promptOptions(request.original, options));
  const grammar =
    constrained && model.capabilities.constraint !== "none"
      ? json.jsonGrammar(request, candidates, outline)
      : undefined;
  const attempt = async function* (text: string): AsyncGenerator<GenerateEvent, Attempt, void> {
    const parser = new json.JsonParser();
    const partial: Workflow = { version: 1, name: nameOf(request.original), steps: [] };
    for await (const chunk of model.generate({
      prompt: text,
      messages: [{ role: "user", content: text }],
      request: request.original,
      maxTokens: 4096,
      ...(grammar ? { grammar } : {}),
      ...callOptions(options),
    })) {
      if (chunk.type === "finish") meter.count(chunk.usage);
      else
        for (const step of parser.push(chunk.text)) {
          meter.node();
          partial.steps.push(step);
          yield { type: "step", step, depth: 0, workflow: partial };
        }
    }
    try {
      const workflow = parser.finish();
      const errors = validate(workflow, catalog).filter((issue) => issue.severity === "error");
      return errors.length ? { answer: parser.text, issues: errors, workflow } : { workflow };
    } catch (error) {
      if (!FlowrightError.is(error) || error.code !== "CODEC_PARSE") throw error;
      return {
        answer: parser.text,
        issues: (error.data.issues as { path: string; message: string }[] | undefined) ?? [],
      };
    }
  };
  const repaired = async function* (
    bad: Extract<Attempt, { answer: string }>,
  ): AsyncGenerator<GenerateEvent, Attempt, void> {
    try {
      return yield* attempt(json.repairPrompt(prompt, bad.answer, bad.issues));
    } catch (error) {
      // Who answered elsewhere was asked once: the first answer is all there is.
      if (FlowrightError.is(error) && error.code === "RECORDING_MISSING") return bad;
      throw error;
    }
  };
  const first = yield* attempt(prompt);
  const result = "answer" in first ? yield* repaired(first) : first;
  const workflow = result.workflow ?? first.workflow;
  if (!workflow)
    throw new FlowrightError("MODEL_FAILED", "the model's answer is no workflow, even after one repair", {
      hint: "Try a larger model, or one whose server can bind its answers to a schema.",
      retryable: true,
      data: { answer: "answer" in result ? result.answer : "" },
    });
  meter.outline();
  const named = { ...workflow, name: workflow.name || nameOf(request.original) };
  yield { type: "outline", workflow: named };
  if (outline) yield* fillEvents(named, request, options, meter);
  return named;
}
