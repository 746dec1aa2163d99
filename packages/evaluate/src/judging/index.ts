export { type Agreement, judgeAgreement } from "./agreement.js";
export { judge, type Verdict } from "./judge.js";
export { judgePrompt, RUBRIC_VERSION } from "./rubric.js";
