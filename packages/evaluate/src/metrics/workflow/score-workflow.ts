import { usesOf, validate, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { flowSim } from "../flow-sim.js";
import { type LabelTree, sameTree } from "../tree.js";
import { treeBleu } from "../tree-bleu.js";
import { align } from "./align.js";
import { annotationOverlap } from "./annotation-overlap.js";
import { type EditOperation, editOperations } from "./edit-operations.js";
import { type FieldAccuracy, fieldAccuracy } from "./field-accuracy.js";
import { inventedArtifacts } from "./invented-artifacts.js";
import { parseWorkflowAnswer } from "./parse-workflow-answer.js";
import { type WorkflowTree, workflowTree } from "./workflow-tree.js";

/** Scores of a workflow document against a reference. */
export interface WorkflowScores {
  /** FlowSim of the outlines: trigger, steps and nesting, without inputs. From 0 to 1. */
  flowSim: number;
  /** FlowSim with inputs and conditions. From 0 to 1. */
  flowSimWithInputs: number;
  /** TreeBLEU of the outlines. From 0 to 1. */
  treeBleu: number;
  /** 1 for the same trigger, or none in both; else 0. Inputs do not count. */
  triggerMatch: number;
  /** 1 for an equal outline; else 0. */
  outline: number;
  /** 1 for an equal outline with equal inputs, conditions and lists; else 0. */
  exact: number;
  /** 1 without a validation error against the catalogue; else 0. */
  valid: number;
  /** Number of steps and triggers that are not in the catalogue. */
  inventedSteps: number;
  /** Number of inputs that their step does not have. */
  inventedInputs: number;
  /** Number of literals that are not in the request ({@link inventedArtifacts}); undefined without a request. */
  inventedArtifacts?: number;
  /** Numbers of placeholders in the candidate, in the reference, and in both at the same place. */
  placeholders: { got: number; wanted: number; right: number };
  fields: FieldAccuracy;
  /** Mean token F1 of annotations, from 0 to 1; undefined where the reference has none to compare. */
  annotations?: number;
  edits: EditOperation[];
}

const EMPTY: Workflow = { version: 1, name: "", steps: [] };

const isPlaceholder = (node: LabelTree): boolean => /placeholder$/.test(node.label);
const countPlaceholders = ({ origins }: WorkflowTree): number =>
  [...origins.keys()].filter(isPlaceholder).length;
const triggerOf = ({ trigger }: Workflow): string => (trigger ? ("use" in trigger ? trigger.use : "?") : "");

function scoreAgainst(
  candidate: Workflow,
  reference: Workflow,
  catalog: Catalog,
  request?: string,
): WorkflowScores {
  const [x, y] = [workflowTree(candidate, true).tree, workflowTree(reference, true).tree];
  const alignment = align(candidate, reference);
  const [a, b] = [alignment.candidate.tree, alignment.reference.tree];
  const annotations = annotationOverlap(alignment);
  const issues = validate(candidate, catalog);
  return {
    flowSim: flowSim(a, b),
    flowSimWithInputs: flowSim(x, y),
    treeBleu: treeBleu(a, b),
    triggerMatch: triggerOf(candidate) === triggerOf(reference) ? 1 : 0,
    outline: sameTree(a, b) ? 1 : 0,
    exact: sameTree(x, y) ? 1 : 0,
    valid: issues.some((issue) => issue.severity === "error") ? 0 : 1,
    inventedSteps: usedStepIds(candidate).filter((id) => !catalog.get(id)).length,
    inventedInputs: issues.filter((issue) => issue.code === "unknown_input").length,
    ...(request === undefined
      ? {}
      : { inventedArtifacts: inventedArtifacts(candidate, request, catalog).length }),
    placeholders: {
      got: countPlaceholders(alignment.candidate),
      wanted: countPlaceholders(alignment.reference),
      right: alignment.pairs.filter(([from, to]) => from.label === to.label && isPlaceholder(from)).length,
    },
    fields: fieldAccuracy(alignment, catalog),
    ...(annotations === undefined ? {} : { annotations }),
    edits: editOperations(alignment),
  };
}

/** The catalogue ids of the trigger and all steps, in the order of the document, with repetitions. */
export const usedStepIds = (workflow: Workflow): string[] => Array.from(usesOf(workflow), ({ use }) => use);

/**
 * Scores a workflow document, or a model's raw answer that holds one ({@link parseWorkflowAnswer}). Where several answers
 * are right, the nearest counts: the one with the highest FlowSim, and of equals the one with the highest FlowSim with
 * inputs. An answer without a document scores as an empty workflow.
 * @param references the right answers, at least one.
 * @param request enables the count of invented artifacts.
 * @throws {RangeError} without a reference.
 */
export function scoreWorkflow(
  answer: string | Workflow,
  references: readonly Workflow[],
  catalog: Catalog,
  request?: string,
): WorkflowScores {
  const candidate = typeof answer === "string" ? (parseWorkflowAnswer(answer) ?? EMPTY) : answer;
  const scores = references.map((reference) => scoreAgainst(candidate, reference, catalog, request));
  scores.sort((a, b) => b.flowSim - a.flowSim || b.flowSimWithInputs - a.flowSimWithInputs);
  const best = scores[0];
  if (!best) throw new RangeError("there is no reference to score against");
  return best;
}
