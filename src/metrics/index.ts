export { parseAnswer } from "./answer.js";
export { FLOW_COSTS } from "./costs.js";
export { type EditCosts, editDistance, editMapping } from "./edit-distance.js";
export { type FlatFlow, flatTree } from "./flat-tree.js";
export { flowSim } from "./flow-sim.js";
export { type FlatScores, scoreFlat } from "./score-flat.js";
export { branch, type LabelTree, leaf, size } from "./tree.js";
export { treeBleu } from "./tree-bleu.js";
