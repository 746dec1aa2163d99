import { FlowrightError } from "../core/index.js";
import { checkShape } from "./schema.js";
import {
  type Condition,
  type Inputs,
  isRef,
  isTemplate,
  type Step,
  type Value,
  type Workflow,
} from "./types.js";

/**
 * One line of the flat, ServiceNow-style form: nesting is told by `block`, the `order` of the line around it.
 * `id` and `annotation` are Flowright's own additions; readers of the form leave them alone.
 */
export interface FlatBlock {
  category: "action" | "flowlogic" | "subflow";
  definition: string;
  /** The app of a step; `global` for flow logic. */
  scope: string;
  order: number;
  block: number | null;
  inputs?: { name: string; value: string }[];
  id?: string;
  annotation?: string;
}

export interface FlatWorkflow {
  name: string;
  trigger: { type: string; inputs?: { name: string; value: string }[]; annotation?: string } | null;
  components: FlatBlock[];
  missing?: { step: string; input: string }[];
}

const JSON_MARK = "json:";

/** Text stays text and a reference becomes `{{s1.email}}`; whatever else there is goes behind `json:`. */
function encode(value: Value | Condition): string {
  if (typeof value === "string" && !value.startsWith(JSON_MARK) && !value.includes("{{")) return value;
  if (isRef(value)) return `{{${value.ref}}}`;
  if (
    isTemplate(value) &&
    value.template.includes("{{") &&
    !/^\{\{[^}]*\}\}$/.test(value.template) &&
    !value.template.startsWith(JSON_MARK)
  )
    return value.template;
  return JSON_MARK + JSON.stringify(value);
}

function decode(text: string): Value | Condition {
  if (text.startsWith(JSON_MARK)) return JSON.parse(text.slice(JSON_MARK.length)) as Value;
  const ref = /^\{\{([^}]*)\}\}$/.exec(text);
  if (ref) return { ref: ref[1]! };
  return text.includes("{{") ? { template: text } : text;
}

const list = (inputs: Inputs | undefined) =>
  Object.entries(inputs ?? {}).map(([name, value]) => ({ name, value: encode(value) }));
const some = <T>(key: string, items: readonly T[] | undefined) => (items?.length ? { [key]: items } : {});

/** Writes a document in the flat form. Nothing is lost: {@link fromFlat} gives the same document back. */
export function toFlat(workflow: Workflow): FlatWorkflow {
  const components: FlatBlock[] = [];
  const put = (line: Omit<FlatBlock, "order" | "block">, block: number | null): number => {
    const order = components.length + 1;
    const { inputs, ...rest } = line;
    components.push({ ...rest, order, block, ...some("inputs", inputs) });
    return order;
  };
  const all = (steps: readonly Step[], block: number | null): void => {
    for (const step of steps) one(step, block);
  };
  const logic = (
    definition: string,
    step: { id?: string; annotation?: string },
    inputs: FlatBlock["inputs"] = [],
  ) => ({
    category: "flowlogic" as const,
    definition,
    scope: "global",
    ...(step.id === undefined ? {} : { id: step.id }),
    ...(step.annotation === undefined ? {} : { annotation: step.annotation }),
    inputs,
  });
  const input = (name: string, value: Value | Condition) => [{ name, value: encode(value) }];
  const one = (step: Step, block: number | null): void => {
    if ("use" in step) {
      const [app = "global"] = step.use.split(".");
      put({ ...logic(step.use, step, list(step.inputs)), category: "action", scope: app }, block);
    } else if ("if" in step) {
      all(step.then, put(logic("if", step, input("condition", step.if)), block));
      for (const branch of step.elseIf ?? []) {
        const { annotation } = branch;
        all(
          branch.then,
          put(
            logic("elseif", annotation === undefined ? {} : { annotation }, input("condition", branch.if)),
            block,
          ),
        );
      }
      if (step.else) all(step.else, put(logic("else", {}), block));
    } else if ("forEach" in step)
      all(
        step.do,
        put(logic("foreach", step, [...input("items", step.forEach), ...input("as", step.as)]), block),
      );
    else if ("while" in step) all(step.do, put(logic("while", step, input("condition", step.while)), block));
    else if ("until" in step)
      all(step.do, put(logic("dountil", step, input("condition", step.until)), block));
    else if ("parallel" in step) {
      const order = put(logic("parallel", step), block);
      for (const branch of step.parallel) all(branch, put(logic("path", {}), order));
    } else if ("try" in step) {
      all(step.try, put(logic("try", step), block));
      all(step.catch, put(logic("catch", {}), block));
    } else if ("wait" in step)
      put(
        logic(
          "timer",
          step,
          Object.entries(step.wait).map(([name, value]) => ({ name, value: encode(value as Value) })),
        ),
        block,
      );
    else if ("stop" in step) put(logic("end", step), block);
    else if ("next" in step) put(logic("continue", step), block);
    else if ("call" in step)
      put(
        {
          ...logic("call", step, [...input("@workflow", step.call), ...list(step.inputs)]),
          category: "subflow",
        },
        block,
      );
    else put(logic("placeholder", step), block);
  };
  all(workflow.steps, null);
  const { trigger } = workflow;
  return {
    name: workflow.name,
    trigger: !trigger
      ? null
      : {
          type: "use" in trigger ? trigger.use : "placeholder",
          ...("use" in trigger ? some("inputs", list(trigger.inputs)) : {}),
          ...(trigger.annotation === undefined ? {} : { annotation: trigger.annotation }),
        },
    components,
    ...some("missing", workflow.missing),
  } as FlatWorkflow;
}

/**
 * Reads the flat form that {@link toFlat} writes. Lines without an `id` get one from their order.
 * @throws {FlowrightError} FLAT_INVALID naming the line.
 */
export function fromFlat(flat: FlatWorkflow): Workflow {
  const fail = (line: FlatBlock | undefined, why: string) =>
    new FlowrightError(
      "FLAT_INVALID",
      `component ${line?.order ?? "?"} (${line?.definition ?? ""}): ${why}`,
      { data: { order: line?.order } },
    );
  const inside = new Map<number | null, FlatBlock[]>();
  for (const line of flat.components) inside.set(line.block, [...(inside.get(line.block) ?? []), line]);
  const known = new Set(flat.components.map((line) => line.order));
  for (const line of flat.components)
    if (line.block !== null && (!known.has(line.block) || line.block >= line.order))
      throw fail(line, `block ${line.block} is no earlier line`);
  const read = (line: FlatBlock): Record<string, Value> => {
    try {
      return Object.fromEntries((line.inputs ?? []).map(({ name, value }) => [name, decode(value) as Value]));
    } catch (cause) {
      throw new FlowrightError("FLAT_INVALID", `component ${line.order}: an input is not JSON`, { cause });
    }
  };
  const steps = (block: number | null): Step[] => {
    const out: Step[] = [];
    for (const line of [...(inside.get(block) ?? [])].sort((a, b) => a.order - b.order)) {
      const before = out[out.length - 1];
      const note = line.annotation === undefined ? {} : { annotation: line.annotation };
      const definition = line.definition.toLowerCase();
      const logic = line.category === "flowlogic";
      if (logic && definition === "elseif" && before && "if" in before)
        before.elseIf = [
          ...(before.elseIf ?? []),
          { if: read(line).condition as unknown as Condition, ...note, then: steps(line.order) },
        ];
      else if (logic && definition === "else" && before && "if" in before) before.else = steps(line.order);
      else if (logic && definition === "catch" && before && "try" in before) before.catch = steps(line.order);
      else out.push(step(line, { id: line.id ?? `s${line.order}`, ...note }));
    }
    return out;
  };
  const step = (line: FlatBlock, base: { id: string; annotation?: string }): Step => {
    const inputs = read(line);
    const filled = Object.keys(inputs).length ? { inputs } : {};
    if (line.category === "action") return { ...base, use: line.definition, ...filled };
    if (line.category === "subflow") {
      const { "@workflow": call = line.definition, ...rest } = inputs;
      return { ...base, call, ...(Object.keys(rest).length ? { inputs: rest } : {}) };
    }
    const condition = inputs.condition as unknown as Condition;
    switch (line.definition.toLowerCase()) {
      case "if":
        return { ...base, if: condition, then: steps(line.order) };
      case "foreach":
        return {
          ...base,
          forEach: inputs.items ?? null,
          as: String(inputs.as ?? "item"),
          do: steps(line.order),
        };
      case "while":
        return { ...base, while: condition, do: steps(line.order) };
      case "dountil":
        return { ...base, until: condition, do: steps(line.order) };
      case "parallel":
        return {
          ...base,
          parallel: [...(inside.get(line.order) ?? [])]
            .sort((a, b) => a.order - b.order)
            .map((path) => steps(path.order)),
        };
      case "try":
        return { ...base, try: steps(line.order), catch: [] };
      case "timer":
        return { ...base, wait: inputs as never };
      case "end":
        return { ...base, stop: true };
      case "continue":
        return { ...base, next: true };
      case "placeholder":
        return { ...base, placeholder: true };
      default:
        throw fail(line, "this flow logic is not known, or it does not follow its partner");
    }
  };
  const { trigger } = flat;
  const note = trigger?.annotation === undefined ? {} : { annotation: trigger.annotation };
  const inputs = Object.fromEntries(
    (trigger?.inputs ?? []).map(({ name, value }) => [name, decode(value) as Value]),
  );
  const document: Workflow = {
    version: 1,
    name: flat.name,
    ...(!trigger
      ? {}
      : {
          trigger:
            trigger.type === "placeholder"
              ? { placeholder: true, ...note }
              : { use: trigger.type, ...note, ...(Object.keys(inputs).length ? { inputs } : {}) },
        }),
    steps: steps(null),
    ...(flat.missing ? { missing: flat.missing } : {}),
  };
  const { issues } = checkShape(document);
  if (issues.length)
    throw new FlowrightError(
      "FLAT_INVALID",
      `the flat workflow is incomplete: ${issues[0]!.message} (at ${issues[0]!.path})`,
      { data: { issues } },
    );
  return document;
}
