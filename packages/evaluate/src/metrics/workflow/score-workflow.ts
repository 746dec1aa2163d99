import { usesOf, validate, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { flowSim } from "../flow-sim.js";
import { type LabelTree, sameTree } from "../tree.js";
import { treeBleu } from "../tree-bleu.js";
import { annotationOverlap } from "./annotation-overlap.js";
import { align, type EditOperation, editOperations } from "./edits.js";
import { type FieldAccuracy, fieldAccuracy } from "./field-accuracy.js";
import { inventedArtifacts } from "./invented-artifacts.js";
import { type WorkflowTree, workflowTree } from "./workflow-tree.js";

/** Scores of a workflow document against a reference. Scores are from 0 to 1; the rest are counts. */
export interface WorkflowScores {
  flowSim: number;
  flowSimWithInputs: number;
  treeBleu: number;
  /** The same trigger, or none in both. Inputs do not count. */
  triggerMatch: number;
  /** The very same tree of step ids: nothing missed, nothing too much, all in its place. */
  outline: number;
  /** The same outline, inputs, conditions and lists. */
  exact: number;
  /** No validation error against the catalogue. */
  valid: number;
  /** Steps and triggers that the catalogue does not have. */
  inventedSteps: number;
  /** Input names that their step does not have. */
  inventedInputs: number;
  /** Literals that the request does not say ({@link inventedArtifacts}); undefined where the request is not known. */
  inventedArtifacts?: number;
  placeholders: { got: number; wanted: number; right: number };
  fields: FieldAccuracy;
  /** Mean token F1 of annotations, over nodes that both have. */
  annotations?: number;
  edits: EditOperation[];
}

const isPlaceholder = (node: LabelTree): boolean => /placeholder$/.test(node.label);

/** The part of {@link scoreWorkflow} for one reference. */
function scoreOne(
  candidate: Workflow,
  reference: Workflow,
  catalog: Catalog,
  request?: string,
): WorkflowScores {
  const [x, y] = [workflowTree(candidate, true).tree, workflowTree(reference, true).tree];
  const alignment = align(candidate, reference);
  const [a, b] = [alignment.candidate.tree, alignment.reference.tree];
  const trigger = ({ trigger: one }: Workflow) => (one ? ("use" in one ? one.use : "?") : "");
  const holders = ({ origins }: WorkflowTree) => [...origins.keys()].filter(isPlaceholder).length;
  const annotations = annotationOverlap(alignment);
  const issues = validate(candidate, catalog);
  return {
    flowSim: flowSim(a, b),
    flowSimWithInputs: flowSim(x, y),
    treeBleu: treeBleu(a, b),
    triggerMatch: trigger(candidate) === trigger(reference) ? 1 : 0,
    outline: sameTree(a, b) ? 1 : 0,
    exact: sameTree(x, y) ? 1 : 0,
    valid: issues.some((issue) => issue.severity === "error") ? 0 : 1,
    inventedSteps: usedStepIds(candidate).filter((id) => !catalog.get(id)).length,
    inventedInputs: issues.filter((issue) => issue.code === "unknown_input").length,
    ...(request === undefined
      ? {}
      : { inventedArtifacts: inventedArtifacts(candidate, request, catalog).length }),
    placeholders: {
      got: holders(alignment.candidate),
      wanted: holders(alignment.reference),
      right: alignment.pairs.filter(([from, to]) => from.label === to.label && isPlaceholder(from)).length,
    },
    fields: fieldAccuracy(alignment, catalog),
    ...(annotations === undefined ? {} : { annotations }),
    edits: editOperations(alignment),
  };
}

/** The ids of all steps that a workflow uses, trigger first, with repetitions. */
export const usedStepIds = (workflow: Workflow): string[] => Array.from(usesOf(workflow), ({ use }) => use);

/**
 * Scores a workflow document. Where more than one answer is right, the nearest reference counts: the one with the
 * highest FlowSim, with inputs at a tie.
 * @throws {RangeError} without a reference.
 */
export function scoreWorkflow(
  candidate: Workflow,
  references: readonly Workflow[],
  catalog: Catalog,
  request?: string,
): WorkflowScores {
  const scores = references.map((reference) => scoreOne(candidate, reference, catalog, request));
  scores.sort((a, b) => b.flowSim - a.flowSim || b.flowSimWithInputs - a.flowSimWithInputs);
  const best = scores[0];
  if (!best) throw new RangeError("there is no reference to score against");
  return best;
}
