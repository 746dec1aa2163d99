export { type RecordedOptions, readRecording, recordedModel } from "./recorded-model.js";
