export { augmentCrudRequest, augmentWritten } from "./augment.js";
