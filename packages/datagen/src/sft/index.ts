export { type SftExample, sftExamples } from "./examples.js";
export { type DatasetItem, type DatasetOptions, generateDataset } from "./generate-dataset.js";
export { type DatasetSummary, type WriteOptions, writeDataset } from "./write-dataset.js";
