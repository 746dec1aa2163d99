export { productName, pseudoWord } from "./invented-names.js";
export { drawAlternatives, fillTemplate } from "./template.js";
export { typoIn } from "./typos.js";
export { articleOf, escapeRegExp, matchCase, upperFirst } from "./words.js";
