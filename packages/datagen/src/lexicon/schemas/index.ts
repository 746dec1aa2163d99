export { AUGMENTATION, PARAPHRASE_TEMPLATES, PARAPHRASES } from "./augment.js";
export { CONNECTORS, CRUD_REQUESTS, MANUAL_TASKS } from "./connectors.js";
export {
  CLAUSES,
  CONDITIONS,
  DISTRACTORS,
  INVENTED_CATALOGS,
  MENTIONS,
  OUT_OF_CATALOG,
  VALUES,
} from "./generator.js";
export type { CrudVerb } from "./parts.js";
