export { type DatasetItem, type DatasetOptions, generateDataset } from "./generate.js";
export { inventCatalog } from "./invent.js";
export { makePair, type SyntheticPair } from "./pair.js";
export { type SftExample, sftExamples } from "./sft.js";
export { type DatasetSummary, type WriteOptions, writeDataset } from "./write.js";
export { readWritten, type WrittenPair } from "./written.js";
export { WRITTEN_FOLDER, writtenPairs } from "./written-folder.js";
