export { fromFlat } from "./read.js";
export type { FlatBlock, FlatInput, FlatWorkflow } from "./types.js";
export { toFlat } from "./write.js";
