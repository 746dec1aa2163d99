import { type LabelTree, sameTree } from "../tree.js";
import { type Alignment, isTrigger } from "./align.js";
import { conditionTree } from "./condition-tree.js";
import { inputsOf, type Origin, type WorkflowTree } from "./workflow-tree.js";

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

/** One change that brings the candidate nearer to the reference. */
export interface EditOperation {
  kind: EditKind;
  /** For people: "missed: slack.message.post (under if “nobody is assigned”)". */
  text: string;
  /** Path in the candidate; for what the candidate lacks, in the reference. */
  path: string;
}

const nameOf = ({ label }: LabelTree): string => label.replace(/^trigger /, "");

const pathOf = (node: LabelTree, tree: WorkflowTree): string => tree.origins.get(node)?.path ?? "";

function parentText(node: LabelTree, tree: WorkflowTree): string {
  const parent = tree.origins.get(node)?.parent;
  if (!parent || parent === tree.tree) return "";
  const { annotation } = tree.origins.get(parent) ?? {};
  return ` (under ${parent.label}${annotation ? ` “${annotation}”` : ""})`;
}

/** What has to change in the candidate, in the order of the reference. Empty exactly where the two are equal. */
export function editOperations({ candidate, reference, pairs }: Alignment): EditOperation[] {
  const out: EditOperation[] = [];
  const byCandidate = new Map(pairs);
  const byReference = new Map(pairs.map(([from, to]) => [to, from]));
  const missed = [...reference.origins.keys()].filter((node) => !byReference.has(node));
  const extra = [...candidate.origins.keys()].filter((node) => !byCandidate.has(node));
  for (const [from, to] of pairs) {
    if (from.label === to.label) out.push(...inputEdits(from, to, candidate, reference));
    else
      out.push({
        kind: isTrigger(from) && isTrigger(to) ? "wrong_trigger" : "wrong_step",
        text: `wrong: ${nameOf(from)}, expected ${nameOf(to)}${parentText(to, reference)}`,
        path: pathOf(from, candidate),
      });
  }
  for (const node of missed) {
    const moved = extra.findIndex((other) => other.label === node.label);
    if (moved >= 0) {
      const [from] = extra.splice(moved, 1) as [LabelTree];
      const [got, expected] = [parentText(from, candidate), parentText(node, reference)];
      out.push({
        kind: "wrong_nesting",
        text: `wrong place: ${nameOf(node)} is${got || " (at the top)"}, expected${expected || " (at the top)"}`,
        path: pathOf(from, candidate),
      });
      out.push(...inputEdits(from, node, candidate, reference));
    } else
      out.push({
        kind: isTrigger(node) ? "missed_trigger" : "missed_step",
        text: `missed: ${nameOf(node)}${parentText(node, reference)}`,
        path: pathOf(node, reference),
      });
  }
  for (const node of extra)
    out.push({
      kind: isTrigger(node) ? "extra_trigger" : "extra_step",
      text: `extra: ${nameOf(node)}${parentText(node, candidate)}`,
      path: pathOf(node, candidate),
    });
  return out;
}

/** The edits to inputs and condition of a node that both have. */
function inputEdits(from: LabelTree, to: LabelTree, a: WorkflowTree, b: WorkflowTree): EditOperation[] {
  const [got, wanted] = [a.origins.get(from) as Origin, b.origins.get(to) as Origin];
  const out: EditOperation[] = [];
  const edit = (kind: EditKind, text: string) =>
    out.push({ kind, text: `${text} of ${nameOf(to)}`, path: got.path });
  const [candidate, reference] = [inputsOf(got), inputsOf(wanted)];
  const textOf = (value: unknown, tree: WorkflowTree) =>
    value === undefined ? undefined : tree.normalize(value);
  for (const name of new Set([...Object.keys(reference), ...Object.keys(candidate)])) {
    const [given, expected] = [textOf(candidate[name], a), textOf(reference[name], b)];
    if (given === expected) continue;
    if (given === undefined) edit("missed_input", `missed input: ${name}, expected ${expected}`);
    else if (expected === undefined) edit("invented_input", `invented input: ${name}, got ${given}`);
    else edit("wrong_input", `wrong input: ${name}, expected ${expected}, got ${given}`);
  }
  if (wanted.condition || got.condition) {
    const [x, y] = [conditionOf(got, a), conditionOf(wanted, b)];
    if (!x || !y || !sameTree(x, y))
      edit("wrong_condition", `wrong condition: expected ${treeText(y)}, got ${treeText(x)}`);
  }
  return out;
}

const conditionOf = ({ condition }: Origin, { normalize }: WorkflowTree): LabelTree | undefined =>
  condition ? conditionTree(condition, normalize) : undefined;

const treeText = (tree: LabelTree | undefined): string =>
  tree ? `${tree.label}${tree.children.length ? `(${tree.children.map(treeText).join(", ")})` : ""}` : "none";
