export { once } from "./data-file.js";
export { lexicon } from "./lexicon.js";
export {
  type ParaphraseGroup,
  type ParaphraseTemplate,
  paraphraseGroups,
  paraphraseTemplates,
} from "./paraphrases.js";
export type { CrudVerb } from "./schemas/index.js";
