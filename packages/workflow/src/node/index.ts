export { listFolder, readJson, readText } from "./files.js";
export { catalogFor, coreCatalog, loadCatalog } from "./load.js";
