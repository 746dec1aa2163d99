export { inventCatalog } from "./invent-catalog.js";
export { makePair, type SyntheticPair } from "./make-pair.js";
