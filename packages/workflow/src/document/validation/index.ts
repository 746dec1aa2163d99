export { isAssignable } from "./check-node.js";
export type { IssueCode, Severity, ValidationIssue } from "./issue.js";
export { validate } from "./validate.js";
