export {
  type EditOperation,
  type FlatScores,
  scoreFlat,
  scoreWorkflow,
  type WorkflowScores,
} from "@flowright/evaluate/metrics";
export {
  type GenerateEvent,
  type GenerateOptions,
  type GenerateResult,
  type GenerateStats,
  MAX_REQUEST_CHARS,
} from "@flowright/generate";
export type { LanguageModel } from "@flowright/generate/model";
export { type MockModel, mockModel, recordModel } from "@flowright/generate/testing";
export { readRecording, recordedModel } from "@flowright/models/recorded";
export {
  canonical,
  fromFlat,
  toFlat,
  type ValidationIssue,
  validate,
  type Workflow,
} from "@flowright/workflow";
export {
  type Catalog,
  type CatalogApp,
  checkCatalog,
  type FieldSchema,
  parseCatalog,
  type StepDefinition,
} from "@flowright/workflow/catalog";
export { type ErrorCode, FlowrightError } from "@flowright/workflow/core";
export { coreCatalog, loadCatalog } from "@flowright/workflow/node";
export { generate, generateEvents, loadModel } from "./with-nano.js";
