export {
  type Catalog,
  type CatalogApp,
  checkCatalog,
  coreCatalog,
  type FieldSchema,
  loadCatalog,
  parseCatalog,
  type StepDefinition,
} from "./catalog/index.js";
export { type ErrorCode, FlowrightError } from "./core/index.js";
export {
  type GenerateEvent,
  type GenerateOptions,
  type GenerateResult,
  type GenerateStats,
  LONGEST_REQUEST,
} from "./generate/index.js";
export {
  type EditOperation,
  type FlatScores,
  scoreFlat,
  scoreWorkflow,
  type WorkflowScores,
} from "./metrics/index.js";
export {
  type LanguageModel,
  type MockModel,
  mockModel,
  readRecording,
  recordedModel,
  recording,
} from "./models/index.js";
export { generate, generateEvents, loadModel } from "./with-nano.js";
export {
  canonical,
  fromFlat,
  toFlat,
  type ValidationIssue,
  validate,
  type Workflow,
} from "./workflow/index.js";
