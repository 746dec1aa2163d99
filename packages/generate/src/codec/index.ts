export { coerce, readNumber } from "./coerce.js";
export * as compact from "./compact/index.js";
export * as json from "./json/index.js";
export {
  completeOriginal,
  coverSpan,
  findSpan,
  isPartOf,
  type PreparedRequest,
  prepareRequest,
  type Segment,
  type Span,
  spanOriginal,
  spanText,
} from "./request.js";
