export * from "./cases/index.js";
export * from "./comparison/index.js";
export * from "./judging/index.js";
export * from "./runs/index.js";
export * from "./statistics/index.js";
