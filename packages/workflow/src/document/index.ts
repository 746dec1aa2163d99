export { checkAnswer } from "./answer.js";
export { canonical } from "./canonical.js";
export { type FlatBlock, type FlatWorkflow, fromFlat, toFlat } from "./flat.js";
export { parseNotation } from "./notation.js";
export { renameIds } from "./rename.js";
export { checkShape, type ShapeIssue, workflowJsonSchema } from "./schema.js";
export { itemSchema, loopVariable, outputsOf, type ScopeEntry, schemaOfRef, scopeOf } from "./scope.js";
export {
  type Block,
  blocks,
  findStep,
  mapBlocks,
  renameUses,
  replaceStep,
  usesOf,
  type Visit,
  walk,
} from "./tree.js";
export * from "./types.js";
export { type IssueCode, isAssignable, type Severity, type ValidationIssue, validate } from "./validate.js";
