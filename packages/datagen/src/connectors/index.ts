export { type ConnectorCatalog, type ConnectorObject, makeConnectorCatalog } from "./connector-catalog.js";
export { isConnectorCatalog, pickConnectorCatalog, registerConnectorCatalog } from "./connector-pool.js";
export { makeCrudRequest } from "./crud-requests.js";
export { manualTask } from "./manual-tasks.js";
