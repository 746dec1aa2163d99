export { type MockAnswer, type MockModel, mockModel } from "./mock-model.js";
export { recording } from "./record-model.js";
