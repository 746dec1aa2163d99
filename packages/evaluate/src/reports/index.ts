export { compareMarkdown, comparePage, compareText } from "./compare-report.js";
export { percent } from "./html.js";
export { htmlReport, textReport } from "./report.js";
