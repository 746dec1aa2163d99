export { coerce, readNumber } from "./coerce.js";
export * as compact from "./compact/index.js";
export { compactCodec } from "./compact/index.js";
export * as json from "./json/index.js";
export { jsonCodec } from "./json/index.js";
export { PROMPT_PARTS, type PromptExample, type PromptPart } from "./prompt-parts.js";
export { isPartOf, type PreparedRequest, prepareRequest, type Segment } from "./request.js";
export {
  completeOriginal,
  completeSpan,
  coverSpan,
  findSpan,
  type Span,
  spanOriginal,
  spanText,
} from "./span.js";
export { applyAnswer, type InputsAnswer, readAnswer } from "./task-answers.js";
export { type InputTask, inputTasks, type TaskPart } from "./tasks.js";
export type {
  Aliases,
  Codec,
  Form,
  InputQueries,
  InputQuery,
  OutlineNews,
  OutlineReader,
  PlanContext,
  PlanInput,
  StepChoice,
  StepChoices,
} from "./types.js";
export { type Target, targets, type Visible, visibleTo } from "./visible.js";
