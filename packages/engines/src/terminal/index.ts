export { draw } from "./draw.js";
export { drawCondition, drawValue } from "./values.js";
