export { asText, holds, lookUp, resolve, type Scope } from "./evaluate.js";
export { sampleOf } from "./sample-data.js";
export { type SimulateOptions, simulate, type TraceEntry } from "./simulate.js";
