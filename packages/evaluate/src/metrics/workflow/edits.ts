import type { Workflow } from "@flowright/workflow";
import { type LabelTree, sameTree } from "../tree.js";
import { type EditCosts, editMapping } from "../tree-edit/edit-distance.js";
import { conditionTree, type Origin, type WorkflowTree, workflowTree } from "./workflow-tree.js";

export const EDIT_KINDS = [
  "wrong_trigger",
  "missed_trigger",
  "extra_trigger",
  "wrong_step",
  "missed_step",
  "extra_step",
  "wrong_nesting",
  "wrong_input",
  "missed_input",
  "invented_input",
  "wrong_condition",
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/** One thing to change so that the candidate becomes the reference, in words. */
export interface EditOperation {
  kind: EditKind;
  /** "missed: slack.message.post (under if “nobody is assigned”)" */
  text: string;
  /** Where: in the candidate, or for what it lacks, in the reference. */
  path: string;
}

/** Nodes of candidate and reference that stand for each other. */
export interface Alignment {
  candidate: WorkflowTree;
  reference: WorkflowTree;
  pairs: [LabelTree, LabelTree][];
}

const LOGIC = new Set("if,else if,else,for each,while,until,parallel,branch,try,catch".split(","));
const sort = ({ label }: LabelTree): string =>
  label.startsWith("trigger ") ? "trigger" : LOGIC.has(label) ? "logic" : "step";

/**
 * FlowSim's costs, but so that a wrong step reads as that and not as one missed and one too much, and that a step is
 * said to be in the wrong branch rather than the branch to be around the wrong step.
 */
const weight = (node: LabelTree): number => (sort(node) === "logic" ? 11 : 10);
const ALIGNMENT_COSTS: EditCosts = {
  remove: weight,
  insert: weight,
  update: (from, to) =>
    from.label === to.label ? 0 : weight(from) + weight(to) + (sort(from) === sort(to) ? -1 : 1),
};

/** Aligns two workflows by a cheapest edit script between their outlines. Pairs are in the order of the reference. */
export function align(candidate: Workflow, reference: Workflow): Alignment {
  const [a, b] = [workflowTree(candidate, false), workflowTree(reference, false)];
  const { pairs } = editMapping(a.tree, b.tree, ALIGNMENT_COSTS);
  const found = new Map(pairs.map(([from, to]) => [to, from]));
  return {
    candidate: a,
    reference: b,
    pairs: [...b.origins.keys()].flatMap((to): [LabelTree, LabelTree][] => {
      const from = found.get(to);
      return from && a.origins.has(from) ? [[from, to]] : [];
    }),
  };
}

const named = (label: string): string => label.replace(/^trigger /, "");

function under(node: LabelTree, tree: WorkflowTree): string {
  const parent = tree.origins.get(node)?.parent;
  if (!parent || parent === tree.tree) return "";
  const { annotation } = tree.origins.get(parent) ?? {};
  return ` (under ${parent.label}${annotation ? ` “${annotation}”` : ""})`;
}

/** What has to change in the candidate, in the order of the reference. Empty exactly when the two say the same. */
export function editOperations({ candidate, reference, pairs }: Alignment): EditOperation[] {
  const out: EditOperation[] = [];
  const byCandidate = new Map(pairs);
  const byReference = new Map(pairs.map(([from, to]) => [to, from]));
  const missed = [...reference.origins.keys()].filter((node) => !byReference.has(node));
  const extra = [...candidate.origins.keys()].filter((node) => !byCandidate.has(node));
  const path = (node: LabelTree, tree: WorkflowTree) => tree.origins.get(node)?.path ?? "";
  const trigger = (node: LabelTree) => node.label.startsWith("trigger ");
  for (const [from, to] of pairs) {
    const where = path(from, candidate);
    if (from.label === to.label) out.push(...fieldEdits(from, to, candidate, reference));
    else
      out.push({
        kind: trigger(from) && trigger(to) ? "wrong_trigger" : "wrong_step",
        text: `wrong: ${named(from.label)}, expected ${named(to.label)}${under(to, reference)}`,
        path: where,
      });
  }
  for (const node of missed) {
    const moved = extra.findIndex((other) => other.label === node.label);
    if (moved >= 0) {
      const [from] = extra.splice(moved, 1) as [LabelTree];
      out.push({
        kind: "wrong_nesting",
        text: `wrong place: ${named(node.label)} is${under(from, candidate) || " (at the top)"}, expected${under(node, reference) || " (at the top)"}`,
        path: path(from, candidate),
      });
      out.push(...fieldEdits(from, node, candidate, reference));
    } else
      out.push({
        kind: trigger(node) ? "missed_trigger" : "missed_step",
        text: `missed: ${named(node.label)}${under(node, reference)}`,
        path: path(node, reference),
      });
  }
  for (const node of extra)
    out.push({
      kind: trigger(node) ? "extra_trigger" : "extra_step",
      text: `extra: ${named(node.label)}${under(node, candidate)}`,
      path: path(node, candidate),
    });
  return out;
}

function fieldEdits(from: LabelTree, to: LabelTree, a: WorkflowTree, b: WorkflowTree): EditOperation[] {
  const [got, wanted] = [a.origins.get(from) as Origin, b.origins.get(to) as Origin];
  const out: EditOperation[] = [];
  const edit = (kind: EditKind, text: string) =>
    out.push({ kind, text: `${text} of ${named(to.label)}`, path: got.path });
  const [gave, want] = [inputsOf(got), inputsOf(wanted)];
  for (const name of new Set([...Object.keys(want), ...Object.keys(gave)])) {
    const [x, y] = [gave[name], want[name]];
    const [given, expected] = [
      x === undefined ? undefined : a.normalize(x),
      y === undefined ? undefined : b.normalize(y),
    ];
    if (given === expected) continue;
    if (given === undefined) edit("missed_input", `missed input: ${name}, expected ${expected}`);
    else if (expected === undefined) edit("invented_input", `invented input: ${name}, got ${given}`);
    else edit("wrong_input", `wrong input: ${name}, expected ${expected}, got ${given}`);
  }
  if (wanted.condition || got.condition) {
    const trees = [got, wanted].map((side, i) =>
      side.condition ? conditionTree(side.condition, (i ? b : a).normalize) : undefined,
    );
    const [x, y] = trees;
    if (!x || !y || !sameTree(x, y))
      edit("wrong_condition", `wrong condition: expected ${show(y)}, got ${show(x)}`);
  }
  return out;
}

/** The inputs of a node, and its list, name or time as one more. */
export const inputsOf = (origin: Origin): Record<string, unknown> => ({
  ...origin.inputs,
  ...(origin.value === undefined || origin.value === null ? {} : { value: origin.value }),
});

const show = (tree: LabelTree | undefined): string =>
  tree ? `${tree.label}${tree.children.length ? `(${tree.children.map(show).join(", ")})` : ""}` : "none";
