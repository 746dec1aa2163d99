import type { Workflow } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import {
  applyAnswer,
  type InputQueries,
  type InputsAnswer,
  type InputTask,
  inputTasks,
  visibleTo,
} from "../codec/index.js";
import { type Completion, complete } from "../model/index.js";
import { boundTo, callOptions } from "./call-options.js";
import type { GenerateContext } from "./context.js";
import type { GenerateEvent } from "./types.js";

interface CompletedTask {
  task: InputTask;
  answer: InputsAnswer;
  completion?: Completion;
}

/** Asks the model for one task. */
async function completeTask(
  { codec, plan, options }: GenerateContext,
  workflow: Workflow,
  task: InputTask,
  inputTaskFor: InputQueries,
): Promise<CompletedTask> {
  const query = inputTaskFor(task, visibleTo(workflow, task.node, plan.catalog));
  const { prompt, fixed } = query;
  if (fixed !== undefined) {
    query.onAnswer?.(fixed);
    return { task, answer: query.parse(fixed) };
  }
  const completion = await complete(options.model, {
    prompt,
    ...(codec.audience === "prompted" ? { messages: [{ role: "user", content: prompt }] } : {}),
    request: plan.request.original,
    maxTokens: query.maxTokens,
    ...boundTo(query.grammar, options),
    ...callOptions(options),
  });
  query.onAnswer?.(completion.text);
  try {
    return { task, completion, answer: query.parse(completion.text) };
  } catch (error) {
    // An answer that cannot be read (cut off, or not bound to the grammar) fills nothing; what it leaves is missing.
    if (!FlowrightError.is(error) || error.code !== "CODEC_PARSE") throw error;
    return { task, completion, answer: {} };
  }
}

/**
 * Asks for everything that the nodes of an outline still need, and puts it into the document in place. The lists of loops
 * come first, outermost first, because they decide what the steps inside can see; the rest is asked in parallel and
 * yielded as it arrives. In a single pass each task continues the text of the one before.
 */
async function* completedTasks(
  context: GenerateContext,
  workflow: Workflow,
  inputTaskFor: InputQueries,
): AsyncGenerator<CompletedTask, void, void> {
  const { form, catalog } = context.plan;
  const ask = (task: InputTask) => completeTask(context, workflow, task, inputTaskFor);
  const all = inputTasks(workflow, catalog);
  const tasks = form.annotations ? all : all.map((task) => ({ ...task, annotation: "" }));
  const inTurn = form.passes === "singlePass" ? tasks : tasks.filter((one) => one.kind === "list");
  for (const task of inTurn) {
    const completed = await ask(task);
    applyAnswer(workflow, task, completed.answer, catalog);
    yield completed;
  }
  const rest = tasks.filter((task) => !inTurn.includes(task));
  const waiting = new Map(rest.map((task, i) => [i, ask(task).then((completed) => ({ i, completed }))]));
  try {
    while (waiting.size) {
      const { i, completed } = await Promise.race(waiting.values());
      waiting.delete(i);
      applyAnswer(workflow, completed.task, completed.answer, catalog);
      yield completed;
    }
  } finally {
    // Stopped early: the others must not end as unhandled rejections.
    await Promise.allSettled(waiting.values());
  }
}

/** Completes all tasks of an outline in place. Yields an event for each. */
export async function* completeTasks(
  context: GenerateContext,
  workflow: Workflow,
  inputTaskFor: InputQueries,
): AsyncGenerator<GenerateEvent, void, void> {
  for await (const { task, answer, completion } of completedTasks(context, workflow, inputTaskFor)) {
    if (completion) context.meter.recordUsage(completion.usage);
    yield {
      type: "filled",
      node: task.node,
      part: task.part,
      ...(answer.inputs ? { inputs: answer.inputs } : {}),
      workflow,
    };
  }
}
