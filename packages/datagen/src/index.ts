export { inventCatalog } from "./generator/invent-catalog.js";
export { makePair, type SyntheticPair } from "./generator/make-pair.js";
export { type SftExample, sftExamples } from "./sft/examples.js";
export { type DatasetItem, type DatasetOptions, generateDataset } from "./sft/generate-dataset.js";
export { type DatasetSummary, type WriteOptions, writeDataset } from "./sft/write-dataset.js";
export { readWritten, type WrittenPair } from "./written/read-written.js";
export { WRITTEN_FOLDER, writtenPairs } from "./written/written-folder.js";
