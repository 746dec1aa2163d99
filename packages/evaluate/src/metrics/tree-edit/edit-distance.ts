import type { LabelTree } from "../tree.js";
import type { EditCosts } from "./costs.js";
import { ForestTables } from "./forest-tables.js";
import { heavyPathDistances, heavyPathWork } from "./heavy-path/heavy-path.js";
import { postorderTree } from "./postorder-tree.js";

/** Below this work the left or right paths are taken at once: planning would take longer than it saves. */
const MIN_WORK_TO_PLAN = 1e6;

/** Chooses the decomposition with the least work for these two trees. */
function tablesFor(a: LabelTree, b: LabelTree, costs: EditCosts): ForestTables {
  const [leftA, leftB] = [postorderTree(a, false), postorderTree(b, false)];
  const [rightA, rightB] = [postorderTree(a, true), postorderTree(b, true)];
  const [leftWork, rightWork] = [leftA.work * leftB.work, rightA.work * rightB.work];
  const least = Math.min(leftWork, rightWork);
  if (least > MIN_WORK_TO_PLAN && heavyPathWork(a, b) < least)
    return new ForestTables(leftA, leftB, costs, heavyPathDistances(a, b, costs));
  // The distance of two mirrored trees is the same; the work is not.
  return rightWork < leftWork
    ? new ForestTables(rightA, rightB, costs)
    : new ForestTables(leftA, leftB, costs);
}

/**
 * Tree edit distance: the least cost of turning `a` into `b` by deleting, inserting and updating nodes. The order of
 * children counts. From 0 to the cost of deleting all of `a` and inserting all of `b`.
 *
 * Decomposed along leftmost or rightmost paths (Zhang & Shasha, SIAM J. Comput. 18, 1989) or along heavy paths (Klein, ESA
 * 1998), whichever is the least work for the two trees. This follows RTED and APTED (Pawlik & Augsten, PVLDB 5, 2011; Inf.
 * Syst. 56, 2016), but with one kind of path for both trees as a whole where they choose anew for each pair of subtrees.
 * Space O(|a|·|b|), and O(|b|²) for heavy paths.
 */
export function editDistance(a: LabelTree, b: LabelTree, costs: EditCosts): number {
  return tablesFor(a, b, costs).distance();
}

/** The distance, and the pairs of nodes that a cheapest script keeps or updates; all others are deleted or inserted. */
export function editMapping(
  a: LabelTree,
  b: LabelTree,
  costs: EditCosts,
): { distance: number; pairs: [LabelTree, LabelTree][] } {
  const tables = tablesFor(a, b, costs);
  const distance = tables.distance();
  return { distance, pairs: tables.mapping() };
}
