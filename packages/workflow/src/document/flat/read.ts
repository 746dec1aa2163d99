import { FlowrightError } from "../../core/index.js";
import { checkShape } from "../schema.js";
import type { Condition, Step, Value, Workflow } from "../types.js";
import type { FlatBlock, FlatInput, FlatWorkflow } from "./types.js";
import { decodeInputs } from "./values.js";

const invalid = (message: string, data: Record<string, unknown> = {}, cause?: unknown): FlowrightError =>
  new FlowrightError("FLAT_INVALID", message, { data, ...(cause === undefined ? {} : { cause }) });

const lineError = (line: FlatBlock, why: string): FlowrightError =>
  invalid(`component ${line.order} (${line.definition}): ${why}`, { order: line.order });

function readInputs(inputs: readonly FlatInput[] | undefined, where: string): Record<string, Value> {
  try {
    return decodeInputs(inputs);
  } catch (cause) {
    throw invalid(`${where}: an input is not JSON`, {}, cause);
  }
}

/** @throws {FlowrightError} FLAT_INVALID where a line is not usable, or its block is not an earlier line. */
function checkLines(lines: readonly FlatBlock[]): void {
  for (const [i, line] of lines.entries())
    if (typeof line?.order !== "number" || typeof line.definition !== "string")
      throw invalid(`component ${i + 1}: "order" has to be a number and "definition" a text`);
  const orders = new Set(lines.map(({ order }) => order));
  for (const line of lines)
    if (line.block !== null && (!orders.has(line.block) || line.block >= line.order))
      throw lineError(line, `block ${line.block} is not an earlier line`);
}

class FlatReader {
  readonly #children = new Map<number | null, FlatBlock[]>();

  constructor(lines: readonly FlatBlock[]) {
    for (const line of [...lines].sort((a, b) => a.order - b.order))
      this.#children.set(line.block, [...(this.#children.get(line.block) ?? []), line]);
  }

  steps(block: number | null): Step[] {
    const steps: Step[] = [];
    for (const line of this.#children.get(block) ?? []) {
      const note = line.annotation === undefined ? {} : { annotation: line.annotation };
      const previous = steps.at(-1);
      if (!previous || !this.#continues(previous, line, note))
        steps.push(this.#step(line, { id: line.id ?? `s${line.order}`, ...note }));
    }
    return steps;
  }

  /** Adds an `elseif`, `else` or `catch` line to the step before it; false for every other line. */
  #continues(previous: Step, line: FlatBlock, note: { annotation?: string }): boolean {
    if (line.category !== "flowlogic") return false;
    const definition = line.definition.toLowerCase();
    if (definition === "elseif" && "if" in previous) {
      const branch = { if: this.#condition(line), ...note, then: this.steps(line.order) };
      previous.elseIf = [...(previous.elseIf ?? []), branch];
    } else if (definition === "else" && "if" in previous) previous.else = this.steps(line.order);
    else if (definition === "catch" && "try" in previous) previous.catch = this.steps(line.order);
    else return false;
    return true;
  }

  #inputs(line: FlatBlock): Record<string, Value> {
    return readInputs(line.inputs, `component ${line.order}`);
  }

  #condition(line: FlatBlock): Condition {
    return this.#inputs(line).condition as unknown as Condition;
  }

  #step(line: FlatBlock, base: { id: string; annotation?: string }): Step {
    const inputs = this.#inputs(line);
    if (line.category === "action")
      return { ...base, use: line.definition, ...(Object.keys(inputs).length ? { inputs } : {}) };
    if (line.category === "subflow") {
      const { "@workflow": call = line.definition, ...rest } = inputs;
      return { ...base, call, ...(Object.keys(rest).length ? { inputs: rest } : {}) };
    }
    const body = () => this.steps(line.order);
    switch (line.definition.toLowerCase()) {
      case "if":
        return { ...base, if: this.#condition(line), then: body() };
      case "foreach":
        return { ...base, forEach: inputs.items ?? null, as: String(inputs.as ?? "item"), do: body() };
      case "while":
        return { ...base, while: this.#condition(line), do: body() };
      case "dountil":
        return { ...base, until: this.#condition(line), do: body() };
      case "parallel": {
        const paths = this.#children.get(line.order) ?? [];
        return { ...base, parallel: paths.map((path) => this.steps(path.order)) };
      }
      case "try":
        return { ...base, try: body(), catch: [] };
      case "timer":
        return { ...base, wait: inputs as never };
      case "end":
        return { ...base, stop: true };
      case "continue":
        return { ...base, next: true };
      case "placeholder":
        return { ...base, placeholder: true };
      default:
        throw lineError(line, "unknown flow logic, or it does not follow the line that it belongs to");
    }
  }
}

function readTrigger(trigger: FlatWorkflow["trigger"]): Pick<Workflow, "trigger"> {
  if (!trigger) return {};
  const note = trigger.annotation === undefined ? {} : { annotation: trigger.annotation };
  if (trigger.type === "placeholder") return { trigger: { placeholder: true, ...note } };
  const inputs = readInputs(trigger.inputs, "trigger");
  return {
    trigger: { use: trigger.type, ...note, ...(Object.keys(inputs).length ? { inputs } : {}) },
  };
}

/**
 * Reads the flat form that `toFlat` writes. A line without an `id` gets one from its order: `s1`, `s2`, …
 * @throws {FlowrightError} FLAT_INVALID naming the line.
 */
export function fromFlat(flat: FlatWorkflow): Workflow {
  checkLines(flat.components);
  const document: Workflow = {
    version: 1,
    name: flat.name,
    ...readTrigger(flat.trigger),
    steps: new FlatReader(flat.components).steps(null),
    ...(flat.missing ? { missing: flat.missing } : {}),
  };
  const { issues } = checkShape(document);
  const [first] = issues;
  if (first)
    throw invalid(`the flat workflow is incomplete: ${first.message} (at ${first.path})`, { issues });
  return document;
}
