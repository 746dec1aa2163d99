import type { Step } from "@flowright/workflow";
import { isTimestamp, secondsOf } from "../duration.js";
import { placeholderStep, unknownCall, unknownTime } from "../limitations.js";
import { addAction } from "./action.js";
import { addIf } from "./choice.js";
import { NodeContext, portOf, type Scope } from "./context.js";
import type { Port } from "./graph.js";
import { addForEach, addLoop } from "./loops.js";
import { executeWorkflow, mergeBranches, waitFor, waitUntil } from "./node-drafts.js";

/** Builds the nodes of a workflow. Every node takes one item and gives one, so that the next one runs once. */
export class NodeBuilder extends NodeContext {
  /**
   * @param start The output that starts the workflow.
   * @param event The expression that the fields of the trigger's output are read from.
   */
  build(start: Port, event: string): void {
    this.block(this.workflow.steps, [start], { roots: new Map([["trigger", event]]) });
  }

  override block(steps: readonly Step[], from: readonly Port[], scope: Scope): readonly Port[] {
    const roots = new Map(scope.roots);
    let ports = from;
    for (const step of steps) {
      // steps behind a stop are unreachable
      if (!ports.length) break;
      ports = this.#step(step, ports, { ...scope, roots }, roots);
    }
    return ports;
  }

  #step(step: Step, ports: readonly Port[], scope: Scope, roots: Map<string, string>): readonly Port[] {
    if ("use" in step) return addAction(this, step, ports, scope, roots);
    if ("if" in step) return addIf(this, step, [step, ...(step.elseIf ?? [])], step.else ?? [], ports, scope);
    if ("forEach" in step) return addForEach(this, step, ports, scope);
    if ("while" in step || "until" in step) return addLoop(this, step, ports, scope);
    if ("parallel" in step) return this.#parallel(step, ports, scope);
    if ("try" in step) {
      const errors: Port[] = [];
      const [tried = [], caught = []] = this.graph.branches([
        () => this.block(step.try, ports, { ...scope, errors }),
        () => this.block(step.catch, errors, scope),
      ]);
      return [...tried, ...caught];
    }
    if ("stop" in step) {
      this.addNoOp(ports, step, "Stop here");
      return [];
    }
    if ("next" in step) {
      scope.nexts?.push(...ports);
      return [];
    }
    if ("call" in step) return this.#call(step, ports, scope);
    if ("wait" in step) return this.#wait(step, ports);
    this.limitations.push(placeholderStep(step, "a node"));
    return [portOf(this.addNoOp(ports, step, `To do: ${step.annotation ?? ""}`))];
  }

  #parallel(
    step: Extract<Step, { parallel: unknown }>,
    ports: readonly Port[],
    scope: Scope,
  ): readonly Port[] {
    const branches = step.parallel.filter((branch) => branch.length);
    // several incoming ports meet at one node before they fork
    const from =
      ports.length > 1 && branches.length > 1
        ? [portOf(this.addNoOp(ports, step, "Both", `${step.id}-fork`))]
        : ports;
    const ends = this.graph.branches(branches.map((branch) => () => this.block(branch, from, scope)));
    if (ends.length < 2) return ends[0] ?? ports;
    const name = step.annotation ? `Both done: ${step.annotation}` : "All done";
    const merge = this.add([], step, name, mergeBranches(ends.length));
    for (const [i, end] of ends.entries()) this.graph.connect(end, merge, i);
    // a branch that stops never reaches the merge node, which then waits for ever
    return ends.every((end) => end.length) ? [portOf(merge)] : [];
  }

  #call(step: Extract<Step, { call: unknown }>, ports: readonly Port[], scope: Scope): readonly Port[] {
    const called = typeof step.call === "string" ? step.call : undefined;
    if (called === undefined) this.limitations.push(unknownCall(step.id, "choose it in n8n"));
    else this.limit(step.id, "call", `n8n calls workflows by its own identifiers: choose “${called}” in n8n`);
    const write = this.writer(step, scope.roots);
    const inputs = Object.entries(step.inputs ?? {}).map(([name, one]) => [name, write(one)]);
    const draft = executeWorkflow(called ?? "", Object.fromEntries(inputs));
    return [portOf(this.add(ports, step, `Run ${called ?? "a workflow"}`, draft))];
  }

  #wait(step: Extract<Step, { wait: unknown }>, ports: readonly Port[]): readonly Port[] {
    const { duration, until } = step.wait;
    const seconds = secondsOf(duration);
    if (seconds === undefined && !isTimestamp(until)) {
      this.limitations.push(unknownTime(step.id, JSON.stringify(until ?? duration ?? ""), "a node"));
      return [portOf(this.addNoOp(ports, step, `To do: wait until ${until ?? duration ?? ""}`))];
    }
    const draft = seconds === undefined ? waitUntil(until!) : waitFor(seconds);
    return [portOf(this.add(ports, step, step.annotation ?? "Wait", draft))];
  }
}
