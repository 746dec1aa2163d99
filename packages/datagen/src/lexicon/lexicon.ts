import { dataFile } from "./data-file.js";
import * as schemas from "./schemas/index.js";

const values = dataFile("values.yaml", schemas.VALUES);
const outOfCatalog = dataFile("out-of-catalog.yaml", schemas.OUT_OF_CATALOG);
const distractors = dataFile("distractors.yaml", schemas.DISTRACTORS);
const inventedCatalogs = dataFile("invented-catalogs.yaml", schemas.INVENTED_CATALOGS);
const connectors = dataFile("connectors.yaml", schemas.CONNECTORS);
const manualTasks = dataFile("manual-tasks.yaml", schemas.MANUAL_TASKS);
const crudRequests = dataFile("crud-requests.yaml", schemas.CRUD_REQUESTS);
const conditions = dataFile("conditions.yaml", schemas.CONDITIONS);
const mentions = dataFile("mentions.yaml", schemas.MENTIONS);
const clauses = dataFile("clauses.yaml", schemas.CLAUSES);
const augmentation = dataFile("augmentation.yaml", schemas.AUGMENTATION);

/** The word lists of the generator, one property a file of the `data` folder; each file is read at its first use. */
export const lexicon = {
  /** What slots are filled with: people, places, names, dates, … */
  get values() {
    return values();
  },
  /** What no catalogue serves. */
  get outOfCatalog() {
    return outOfCatalog();
  },
  /** Words that ask for nothing. */
  get distractors() {
    return distractors();
  },
  get inventedCatalogs() {
    return inventedCatalogs();
  },
  get connectors() {
    return connectors();
  },
  /** What people do themselves in the middle of a process. */
  get manualTasks() {
    return manualTasks();
  },
  get crudRequests() {
    return crudRequests();
  },
  get conditions() {
    return conditions();
  },
  /** How something that was mentioned before is named again. */
  get mentions() {
    return mentions();
  },
  /** The clauses of a generated request, and what joins them. */
  get clauses() {
    return clauses();
  },
  get augmentation() {
    return augmentation();
  },
};
