export { type MockAnswer, type MockModel, mockModel } from "./mock.js";
export { recording } from "./record.js";
