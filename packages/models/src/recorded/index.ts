export { readRecording, recordedModel } from "./recorded-model.js";
