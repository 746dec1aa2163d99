import { validate, type Workflow } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import { boundTo, callOptions } from "./call-options.js";
import type { GenerateContext } from "./context.js";
import { workflowName } from "./request.js";
import type { GenerateEvent } from "./types.js";

type Attempt =
  | { answer: string; workflow: Workflow }
  | { answer: string; issues: { path: string; message: string }[]; workflow?: Workflow };

/** One answer to a prompt, read while it is written, and checked. */
async function* attempt(
  { codec, plan, options, meter }: GenerateContext,
  prompt: string,
): AsyncGenerator<GenerateEvent, Attempt, void> {
  const reader = codec.outlineReader(plan);
  const { workflow } = reader;
  workflow.name = workflowName(plan.request.original);
  let answer = "";
  for await (const chunk of options.model.generate({
    prompt,
    messages: [{ role: "user", content: prompt }],
    request: plan.request.original,
    maxTokens: plan.maxTokens,
    ...boundTo(plan.grammar, options),
    ...callOptions(options),
  })) {
    if (chunk.type === "finish") {
      meter.recordUsage(chunk.usage);
      continue;
    }
    answer += chunk.text;
    for (const news of reader.push(chunk.text)) {
      meter.recordNode();
      if (news.kind === "trigger") yield { type: "trigger", trigger: workflow.trigger! };
      else yield { type: "step", step: news.step, depth: news.depth, workflow };
    }
  }
  try {
    const whole = reader.finish();
    const errors = validate(whole, options.catalog).filter((issue) => issue.severity === "error");
    return errors.length ? { answer, issues: errors, workflow: whole } : { answer, workflow: whole };
  } catch (error) {
    if (!FlowrightError.is(error) || error.code !== "CODEC_PARSE") throw error;
    const issues = (error.data.issues as { path: string; message: string }[] | undefined) ?? [];
    return { answer, issues };
  }
}

/** One answer of a prompted model, and one typed repair when it has errors. */
export async function* repairedAnswer(
  context: GenerateContext,
): AsyncGenerator<GenerateEvent, { workflow: Workflow; prompt: string; answer: string }, void> {
  const { codec, plan } = context;
  const first = yield* attempt(context, plan.prompt);
  const result = "issues" in first ? yield* repaired(context, first) : first;
  const workflow = result.workflow ?? first.workflow;
  if (!workflow)
    throw new FlowrightError("MODEL_FAILED", "the model's answer is no workflow, even after one repair", {
      hint: "Try a larger model, or one whose server can bind its answers to a schema.",
      retryable: true,
      data: { answer: result.answer },
    });
  const named = { ...workflow, name: workflow.name || workflowName(plan.request.original) };
  return { workflow: named, prompt: plan.prompt, answer: result.answer };

  async function* repaired(
    context: GenerateContext,
    bad: Extract<Attempt, { issues: unknown }>,
  ): AsyncGenerator<GenerateEvent, Attempt, void> {
    try {
      return yield* attempt(context, codec.repairPrompt!(plan, bad.answer, bad.issues));
    } catch (error) {
      // A model that answered elsewhere was asked once: the first answer is all there is.
      if (FlowrightError.is(error) && error.code === "RECORDING_MISSING") return bad;
      throw error;
    }
  }
}
