export { type Block, blocks, comparisons, find, mapBlocks, replace, type Visit, walk } from "./tree.js";
export * from "./types.js";
