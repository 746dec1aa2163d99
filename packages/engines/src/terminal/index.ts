export { draw, drawCondition, drawValue } from "./draw.js";
