export { annotatedNodes, annotationsInRequest, capitalizeAnnotations } from "./annotations.js";
export { identityField } from "./identity-field.js";
export { mapTexts } from "./map-texts.js";
export { readWritten, type WrittenPair } from "./read-written.js";
export { restrictToSpans } from "./restrict-to-spans.js";
export { WRITTEN_FOLDER, writtenPairs } from "./written-folder.js";
