export { type MockAnswer, type MockModel, type MockOptions, mockModel } from "./mock-model.js";
export { recordModel } from "./record-model.js";
export {
  type LanguageModelCase,
  type LanguageModelSuite,
  type TestRunner,
  testLanguageModel,
} from "./test-language-model.js";
