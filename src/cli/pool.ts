import { fileURLToPath } from "node:url";
import { coreCatalog } from "../catalog/index.js";
import type { ExamplePool } from "../generate/index.js";
import { SimilarTexts } from "../retrieval/index.js";
import { writtenPairs } from "./written.js";

/** The written pairs that come with the package: training data, with no case of gold among them. */
const WRITTEN = fileURLToPath(new URL("../../dataset/written/", import.meta.url));

/** Requests with right answers, to show to a model or to copy from. Default: the package's own written pairs. */
export function openPool(folder = WRITTEN): ExamplePool {
  return new SimilarTexts(writtenPairs(folder, coreCatalog()), (pair) => pair.request);
}
