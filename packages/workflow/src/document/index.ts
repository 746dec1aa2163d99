export { type ErrorCode, type ErrorDetails, FlowrightError } from "../core/index.js";
export { checkAnswer } from "./answer.js";
export { canonical } from "./canonical.js";
export { type FlatBlock, type FlatInput, type FlatWorkflow, fromFlat, toFlat } from "./flat/index.js";
export { parseNotation } from "./notation/parse.js";
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
export {
  type ActionStep,
  type CallStep,
  COMPARISONS,
  type Condition,
  type ElseIf,
  type ForEachStep,
  type IfStep,
  type Inputs,
  isRef,
  isTemplate,
  type Literal,
  type LiteralBox,
  type Missing,
  type NextStep,
  type ParallelStep,
  type PlaceholderStep,
  type PlaceholderTrigger,
  type Reference,
  type Step,
  type StepKind,
  type StopStep,
  stepKind,
  TESTS,
  type Template,
  type Trigger,
  type TryStep,
  type UntilStep,
  type Value,
  type WaitStep,
  type WhileStep,
  type Workflow,
} from "./types.js";
export {
  type IssueCode,
  isAssignable,
  type Severity,
  type ValidationIssue,
  validate,
} from "./validation/index.js";
