import type { Step, Value, Workflow } from "@flowright/workflow";
import { kindOf, unstructured } from "../flow.js";
import type { N8nNode } from "../graph.js";
import { extractInputs, matchStep } from "../match-step.js";
import { placeholderTarget } from "../node-drafts.js";
import { choiceAt } from "./choice.js";
import { ImportContext, isDecision, isPassThrough, type Scope } from "./context.js";
import { forEachAt, loopAt } from "./loops.js";
import { durationOf, scheduleOf } from "./schedule.js";
import { tryAt } from "./tries.js";

/**
 * Reads the graph of an n8n workflow as a tree. A node without a counterpart in the document becomes a placeholder, an
 * expression an undecided condition or a missing input.
 * @throws {FlowrightError} N8N_INVALID for other documents, N8N_UNSTRUCTURED for a graph that is not a tree.
 */
export class TreeReader extends ImportContext {
  read(name: string): Workflow {
    const start = this.flow.start();
    this.done.add(start.name);
    const trigger = this.#trigger(start);
    const isEvent = trigger && "use" in trigger && trigger.use === start.parameters.path;
    this.setRoot(start, "trigger", isEvent ? "body" : undefined);
    const steps = this.follow(this.flow.onward(start.name), { ends: new Set(), here: "trigger" });
    return {
      version: 1,
      name,
      ...(trigger ? { trigger } : {}),
      steps,
      ...(this.missing.length ? { missing: this.missing } : {}),
    };
  }

  #trigger(node: N8nNode): Workflow["trigger"] {
    const note = node.notes ? { annotation: node.notes } : {};
    if (kindOf(node) === "manualTrigger" && !node.notes) return undefined;
    const schedule = kindOf(node) === "scheduleTrigger" ? scheduleOf(node.parameters) : undefined;
    if (schedule) return { ...schedule, ...note };
    const definition = this.catalog.get(String(node.parameters.path ?? "")) ?? matchStep(node, this.catalog);
    if (definition?.kind !== "trigger") return { placeholder: true, annotation: node.notes ?? node.name };
    const { inputs, unread } = extractInputs(definition, node.parameters, (one) => this.value(one));
    for (const input of unread) this.missing.push({ step: "trigger", input });
    return { use: definition.id, ...note, inputs };
  }

  override follow(targets: readonly string[], scope: Scope): Step[] {
    if (targets.length < 2) return this.block(targets[0], scope);
    const { ends } = scope;
    const join = this.flow.join(
      targets.map((one) => [one]),
      ends,
    );
    const inner = { ...scope, ends: join ? new Set(ends).add(join) : ends };
    const id = this.id();
    const parallel = targets.map((one) => this.block(one, inner));
    return [{ id, parallel }, ...this.block(join, scope)];
  }

  override block(name: string | undefined, scope: Scope): Step[] {
    if (name === undefined || scope.ends.has(name)) return [];
    const tried = tryAt(this, name, scope);
    if (tried) return tried;
    if (this.done.has(name))
      throw unstructured(`“${name}” is reached on several paths that do not fork and join as branches do`);
    const looped = loopAt(this, name, scope);
    if (looped) return looped;
    this.done.add(name);
    return this.#node(this.flow.node(name), scope);
  }

  #node(node: N8nNode, scope: Scope): Step[] {
    const kind = kindOf(node);
    const rest = () => this.follow(this.flow.onward(node.name), scope);
    if (kind === "splitInBatches") return forEachAt(this, node, scope);
    if (kind === "if" || kind === "switch") return choiceAt(this, node, scope);
    if (node.disabled) return rest();
    if (kind === "wait") return [this.#wait(node), ...rest()];
    if (kind === "stopAndError") return [this.step(node, { stop: true })];
    if (kind === "executeWorkflow") {
      const { workflowId } = node.parameters as { workflowId?: { cachedResultName?: string } };
      return [this.step(node, { call: workflowId?.cachedResultName || null }), ...rest()];
    }
    if (isDecision(node)) return rest();
    if (isPassThrough(node)) {
      const step = this.#marker(node);
      return step ? ("stop" in step ? [step] : [step, ...rest()]) : rest();
    }
    return this.#action(node, scope);
  }

  #wait(node: N8nNode): Step {
    const { amount, unit = "hours", dateTime } = node.parameters;
    if (typeof amount === "number")
      return this.step(node, { wait: { duration: durationOf(amount, String(unit)) } });
    return this.step(node, { wait: dateTime === undefined ? {} : { until: String(dateTime) } });
  }

  /** The step that an export marked with a node that does nothing; undefined for other such nodes. */
  #marker(node: N8nNode): Step | undefined {
    const todo = /^To do: (.*)$/.exec(node.name)?.[1];
    const until = /^wait until (.*)$/.exec(todo ?? "")?.[1];
    if (until) return this.step(node, { wait: { until } });
    if (todo !== undefined) return this.step(node, { placeholder: true }, node.notes ?? todo);
    return node.name.startsWith("Stop here") ? this.step(node, { stop: true }) : undefined;
  }

  #action(node: N8nNode, scope: Scope): Step[] {
    const { name, parameters } = node;
    const use = placeholderTarget(parameters.url) ?? "";
    const definition = this.catalog.get(use) ?? matchStep(node, this.catalog);
    const next = this.flow.onward(name);
    if (definition?.kind !== "action")
      return [this.step(node, { placeholder: true }, node.notes ?? name), ...this.follow(next, scope)];
    const read = (one: unknown) => this.value(one, scope.here);
    const given = (parameters.bodyParameters as { parameters?: BodyParameter[] })?.parameters;
    const { inputs, unread } =
      definition.id === use ? readBody(given ?? [], read) : extractInputs(definition, parameters, read);
    const step = this.step(node, { use: definition.id, inputs });
    for (const input of unread) this.missing.push({ step: step.id, input });
    const after = { ...scope, here: step.id };
    if (definition.outputs.type !== "array") return [step, ...this.follow(next, after)];
    const [only] = next;
    const kind = next.length === 1 && !scope.ends.has(only!) ? kindOf(this.flow.node(only!)) : "";
    if (["splitInBatches", "limit", "if", ""].includes(kind)) return [step, ...this.follow(next, after)];
    // n8n runs the next node once for each item
    const as = this.variable(definition.outputs.items?.title ?? "item");
    const id = this.id();
    return [step, { id, forEach: { ref: step.id }, as, do: this.follow(next, { ...scope, here: as }) }];
  }
}

interface BodyParameter {
  name: string;
  value: unknown;
}

/** The inputs in the body of a placeholder request, and the names of those that cannot be read. */
function readBody(
  given: readonly BodyParameter[],
  read: (parameter: unknown) => Value | undefined,
): { inputs: Record<string, Value>; unread: string[] } {
  const values = given.map(({ name, value }) => [name, read(value)] as const);
  const isRead = (one: readonly [string, Value | undefined]): one is [string, Value] => one[1] !== undefined;
  return {
    inputs: Object.fromEntries(values.filter(isRead)),
    unread: values.flatMap((one) => (isRead(one) ? [] : [one[0]])),
  };
}
