import { findStep, loopVariable, type Step, scopeOf, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { compact, json, type PreparedRequest } from "../codec/index.js";
import type { Grammar } from "../grammar/index.js";
import { type Completion, complete } from "../model/index.js";
import { codecOf, formOf } from "./codec.js";
import type { Meter } from "./meter.js";
import { callOptions } from "./sampling.js";
import type { GenerateEvent, GenerateOptions } from "./types.js";

/** Answers of stage 2 are short; one that is not is a model that repeats itself. */
const LONGEST_ANSWER = 192;
const LONGEST_JSON = 1024;

interface Filled {
  task: compact.InputTask;
  answer: compact.InputsAnswer;
  completion?: Completion;
}

type Ask = (task: compact.InputTask) => Promise<Filled>;

/** A question of stage 2 in the words of a codec. */
interface Question {
  prompt: string;
  grammar: Grammar;
  read(answer: string): compact.InputsAnswer;
  chat?: boolean;
  /** The answer is a part of a longer text: told what was written, so that the next part can follow it. */
  wrote?(answer: string): void;
}

function questioner(
  workflow: Workflow,
  request: PreparedRequest,
  options: GenerateOptions,
  begun?: string,
): (task: compact.InputTask) => Question {
  const { catalog } = options;
  const codec = codecOf(options);
  const form = formOf(options);
  let text = begun;
  return (task) => {
    const visible = compact.visibleTo(workflow, task.node, catalog);
    if (text !== undefined) {
      const prompt = text + compact.partHead(task, catalog, form, request);
      return {
        prompt,
        grammar: compact.inputsGrammar(task, request, visible),
        read: (answer) => compact.parseInputs(answer, task, request, visible),
        wrote: (answer) => {
          text = prompt + answer + compact.PART_END;
        },
      };
    }
    if (codec === "compact")
      return {
        prompt: compact.inputsPrompt(task, request, visible, catalog),
        grammar: compact.inputsGrammar(task, request, visible),
        read: (answer) => compact.parseInputs(answer, task, request, visible),
      };
    return {
      prompt: json.inputsPrompt(task, request.original, visible, catalog),
      grammar: json.inputsGrammar(task, request, visible),
      read: (answer) => json.parseInputs(answer, task),
      chat: true,
    };
  };
}

function asker(workflow: Workflow, request: PreparedRequest, options: GenerateOptions, begun?: string): Ask {
  const { model, constrained = true } = options;
  const ask = questioner(workflow, request, options, begun);
  return async (task) => {
    const { prompt, grammar, read, chat, wrote } = ask(task);
    const root = grammar.rules.get(grammar.root)!;
    // Nothing can be said: no need to ask.
    if (root.kind === "text" && (root.text === "" || root.text === compact.TOKENS.none)) {
      wrote?.(root.text);
      return { task, answer: read(root.text) };
    }
    const completion = await complete(model, {
      prompt,
      ...(chat ? { messages: [{ role: "user", content: prompt }] } : {}),
      request: request.original,
      maxTokens: chat ? LONGEST_JSON : LONGEST_ANSWER,
      ...(constrained && model.capabilities.constraint !== "none"
        ? { grammar: wrote ? compact.partGrammar(grammar) : grammar }
        : {}),
      ...callOptions(options),
    });
    const [answer = ""] = wrote ? completion.text.split(compact.PART_END) : [completion.text];
    wrote?.(answer);
    try {
      return { task, completion, answer: read(answer) };
    } catch (error) {
      // An answer that cannot be read (cut off, or not bound to the grammar) fills nothing; what it leaves is missing.
      if (!FlowrightError.is(error) || error.code !== "CODEC_PARSE") throw error;
      return { task, completion, answer: {} };
    }
  };
}

/** Puts an answer into the document. */
function put(workflow: Workflow, { task, answer }: Filled, catalog: Catalog): void {
  if (task.node === "trigger") {
    if (workflow.trigger && "use" in workflow.trigger && answer.inputs && Object.keys(answer.inputs).length)
      workflow.trigger.inputs = answer.inputs;
    return;
  }
  const step = findStep(workflow, task.node)!.step as Step;
  const { inputs = {}, condition } = answer;
  if ("use" in step) {
    if (Object.keys(inputs).length) step.inputs = inputs;
  } else if ("if" in step && condition) {
    if (task.part === "if") step.if = condition;
    else step.elseIf![Number(task.part.split(".")[1])]!.if = condition;
  } else if ("while" in step && condition) step.while = condition;
  else if ("until" in step && condition) step.until = condition;
  else if ("wait" in step)
    step.wait = {
      ...(inputs.duration === undefined ? {} : { duration: inputs.duration }),
      ...(inputs.until === undefined ? {} : { until: inputs.until }),
    };
  else if ("call" in step && inputs.workflow !== undefined) step.call = inputs.workflow;
  else if ("forEach" in step) {
    step.forEach = answer.list ?? null;
    // The name must be free at this very place, loops around it included.
    step.as = loopVariable(step.forEach, scopeOf(workflow, step.id, catalog) ?? []);
  }
}

/**
 * Stage 2: asks for everything that the nodes of an outline still need, and fills it into the document in place.
 * The lists of loops come first, outermost first, because they decide what the steps inside can see; the rest is
 * asked all at once and handed out as it arrives. In the form with one stage each goes on the text before it.
 * @param begun The prompt and the outline of that form.
 */
async function* fillInputs(
  workflow: Workflow,
  request: PreparedRequest,
  options: GenerateOptions,
  begun?: string,
): AsyncGenerator<Filled, void, void> {
  const ask = asker(workflow, request, options, begun);
  const all = compact.inputTasks(workflow, options.catalog);
  const tasks = options.annotations === false ? all.map((task) => ({ ...task, annotation: "" })) : all;
  const inTurn = begun === undefined ? tasks.filter((one) => one.kind === "list") : tasks;
  for (const task of inTurn) {
    const filled = await ask(task);
    put(workflow, filled, options.catalog);
    yield filled;
  }
  const rest = tasks.filter((task) => !inTurn.includes(task));
  const waiting = new Map(rest.map((task, i) => [i, ask(task).then((filled) => ({ i, filled }))]));
  try {
    while (waiting.size) {
      const { i, filled } = await Promise.race(waiting.values());
      waiting.delete(i);
      put(workflow, filled, options.catalog);
      yield filled;
    }
  } finally {
    // Stopped early: the others must not end as unhandled rejections.
    await Promise.allSettled(waiting.values());
  }
}

/** {@link fillInputs} as events, counted. */
export async function* fillEvents(
  workflow: Workflow,
  request: PreparedRequest,
  options: GenerateOptions,
  meter: Meter,
  begun?: string,
): AsyncGenerator<GenerateEvent, void, void> {
  for await (const { task, answer, completion } of fillInputs(workflow, request, options, begun)) {
    if (completion) meter.count(completion.usage);
    yield {
      type: "filled",
      node: task.node,
      part: task.part,
      ...(answer.inputs ? { inputs: answer.inputs } : {}),
      workflow,
    };
  }
}
