export { comparisonHtml, comparisonMarkdown, comparisonText } from "./comparison-html.js";
export { percent } from "./html.js";
export { runHtml, runText } from "./run-html.js";
