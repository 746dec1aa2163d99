export { inventCatalog, makePair, type SyntheticPair } from "./generator/index.js";
export {
  type DatasetItem,
  type DatasetOptions,
  type DatasetSummary,
  generateDataset,
  type SftExample,
  sftExamples,
  type WriteOptions,
  writeDataset,
} from "./sft/index.js";
export { readWritten, WRITTEN_FOLDER, type WrittenPair, writtenPairs } from "./written/index.js";
