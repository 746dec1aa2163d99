import { WRITTEN_FOLDER, writtenPairs } from "@flowright/datagen";
import type { ExamplePool } from "@flowright/generate";
import { SimilarTexts } from "@flowright/generate/retrieval";
import { coreCatalog } from "@flowright/workflow/node";

/** Requests with right answers, to show to a model or to copy from. Default: the package's own written pairs. */
export function openPool(folder = WRITTEN_FOLDER): ExamplePool {
  return new SimilarTexts(writtenPairs(folder, coreCatalog()), (pair) => pair.request);
}
