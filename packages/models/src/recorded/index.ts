export { readRecording, recordedModel } from "./recorded.js";
