export { comparisonHtml } from "./comparison-html.js";
export { comparisonJson } from "./comparison-json.js";
export { comparisonMarkdown } from "./comparison-markdown.js";
export { comparisonText } from "./comparison-text.js";
export { percent } from "./html.js";
export { runHtml } from "./run-html.js";
export { runJson } from "./run-json.js";
export { runText } from "./run-text.js";
