export { nearestModel } from "./nearest.js";
