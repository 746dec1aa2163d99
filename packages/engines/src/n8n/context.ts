import type { Inputs, Step, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { typesAt } from "../support.js";
import type { Limitation } from "../types.js";
import type { InputFormat } from "./bindings.js";
import { parameter, type Roots } from "./expressions.js";
import { Graph, type N8nNode, type Port } from "./graph.js";
import { type Draft, limitToFirst, noOp } from "./node-drafts.js";

/** What a block needs to know of the blocks around it. */
export interface Scope {
  /** The expression behind each root of a reference. */
  roots: Roots;
  /** Collects the error outputs of the nodes of the enclosing try. */
  errors?: Port[];
  /** Collects the ports that continue with the next item of the enclosing loop. */
  nexts?: Port[];
}

export const portOf = (node: N8nNode, output = 0): Port => ({ node, output });

/** What the builders of nodes share: the graph, limitations, and how nodes are added. */
export abstract class NodeContext {
  readonly limitations: Limitation[] = [];
  readonly graph = new Graph();
  /** Every reference of the workflow. */
  readonly #references: readonly string[];

  constructor(
    readonly workflow: Workflow,
    readonly catalog: Catalog,
  ) {
    const found = JSON.stringify(workflow).matchAll(/(?:"ref":"|\{\{\s*)([^"}\s]+)/g);
    this.#references = [...found].map(([, ref]) => ref!);
  }

  /** Adds the nodes of a block. Returns the ports that the next node is connected to; none after a stop. */
  abstract block(steps: readonly Step[], from: readonly Port[], scope: Scope): readonly Port[];

  limit(step: string, code: Limitation["code"], message: string): void {
    this.limitations.push({ step, code, message });
  }

  /** Reports the fields that references read of a real node: its output may use other names. */
  reportFieldsRead(step: string, name: string): void {
    const fields = new Set(
      this.#references.flatMap((ref) => {
        const [root, field] = ref.split(".");
        return root === step && field ? [field] : [];
      }),
    );
    if (fields.size)
      this.limit(
        step,
        "binding",
        `references read ${[...fields].join(", ")} of ${name}: n8n's node may use other field names`,
      );
  }

  add(ports: readonly Port[], step: Step, name: string, draft: Draft, id = step.id): N8nNode {
    return this.graph.add(ports, { id, name, ...draft });
  }

  addNoOp(ports: readonly Port[], step: Step, name: string, id = step.id): N8nNode {
    return this.add(ports, step, name, noOp(), id);
  }

  /** Keeps one of several items, so that what follows runs once. */
  addOnce(ports: readonly Port[], step: Step): N8nNode {
    return this.add(ports, step, "Once", limitToFirst(), `${step.id}-once`);
  }

  /** How the inputs of a step are written as parameters. */
  writer(step: Step, roots: Roots) {
    const typeOf = typesAt(this.workflow, step.id, this.catalog);
    return (value: Inputs[string], format?: InputFormat) =>
      parameter(value, roots, (ref) => typeOf(ref)?.type === "string", format);
  }
}
