import type { Condition, Step, Value, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { identifierWords } from "@flowright/workflow/core";
import { Flow, kindOf } from "../flow.js";
import type { N8nNode } from "../graph.js";
import { placeholderTarget } from "../node-drafts.js";
import { conditionIn, valueIn } from "../read-expressions.js";

/** What is known at a point of the graph. */
export interface Scope {
  /** Nodes at which the current block ends. */
  ends: ReadonlySet<string>;
  /** The reference to the input item of the next node. */
  here?: string;
  /** The tries that are being read, by where their errors lead. */
  trying?: ReadonlySet<string>;
}

/** Nodes that change nothing that a workflow document has. */
export const isPassThrough = (node: N8nNode): boolean => ["noOp", "limit", "merge"].includes(kindOf(node));

/** True for the request of an export that decides an undecided condition. */
export const isDecision = ({ parameters }: N8nNode): boolean =>
  placeholderTarget(parameters.url) === "decide";

/** What the readers of a graph share: the roots of references, ids, and what is still missing. */
export abstract class ImportContext {
  readonly flow: Flow;
  readonly missing: NonNullable<Workflow["missing"]> = [];
  /** The names of the nodes that have been read. */
  readonly done = new Set<string>();
  readonly #roots = new Map<string, { root: string; box?: string }>();
  #count = 0;

  constructor(
    document: unknown,
    readonly catalog: Catalog,
  ) {
    this.flow = new Flow(document);
  }

  /** The steps of a block that begins at a node; none where the block ends there. */
  abstract block(name: string | undefined, scope: Scope): Step[];
  /** The steps that one or several nodes lead to: several become a parallel. */
  abstract follow(targets: readonly string[], scope: Scope): Step[];

  /** A fresh step id; references to the node then begin with it. */
  id(node?: N8nNode): string {
    const id = `s${++this.#count}`;
    if (node) this.setRoot(node, id);
    return id;
  }

  setRoot({ name }: N8nNode, root: string, box?: string): void {
    this.#roots.set(name, { root, ...(box === undefined ? {} : { box }) });
  }

  /** A fresh name for a loop variable. */
  variable(words: string): string {
    const name = identifierWords(words).join("_") || "item";
    const taken = new Set([...this.#roots.values()].map(({ root }) => root));
    let unique = name;
    for (let n = 2; taken.has(unique) || unique === "trigger"; n++) unique = `${name}${n}`;
    return unique;
  }

  /** A step for a node, with its notes as the annotation. */
  step<T extends object>(node: N8nNode, fields: T, annotation = node.notes): Step {
    return { id: this.id(node), ...(annotation ? { annotation } : {}), ...fields } as unknown as Step;
  }

  value(parameter: unknown, here?: string): Value | undefined {
    return valueIn(parameter, (name) => this.#roots.get(name), here);
  }

  /** A condition; an undecided one with this text where the document cannot express it. */
  condition(conditions: unknown, text: string, { here }: Scope): Condition {
    return conditionIn(conditions, (name) => this.#roots.get(name), here) ?? { says: text };
  }

  /** True where a node can be reached from others before the block ends. */
  returnsTo(name: string, from: readonly string[], ends: ReadonlySet<string>): boolean {
    return this.flow.reach(from, ends).has(name);
  }
}

/** One branch of an If or a Switch. */
export interface Case {
  conditions: unknown;
  title: string;
}

export function casesOf(node: N8nNode): Case[] {
  const { parameters, name } = node;
  if (kindOf(node) === "if") return [{ conditions: parameters.conditions, title: name }];
  const values =
    (parameters.rules as { values?: { conditions?: unknown; outputKey?: string }[] })?.values ?? [];
  return values.map(({ conditions, outputKey }, i) => ({
    conditions,
    title: outputKey ?? `${name} ${i + 1}`,
  }));
}
