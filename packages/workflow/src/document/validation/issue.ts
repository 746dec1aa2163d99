export type Severity = "error" | "warning";
export type IssueCode =
  | "shape"
  | "duplicate_id"
  | "reserved_name"
  | "unknown_step"
  | "wrong_kind"
  | "unknown_input"
  | "missing_input"
  | "type_mismatch"
  | "bad_reference"
  | "next_outside_loop"
  | "unreachable"
  | "unresolved";

/** One finding. Errors make a workflow invalid; warnings name what a person still has to fill in. */
export interface ValidationIssue {
  code: IssueCode;
  severity: Severity;
  /** Where: `steps.1.then.0.inputs.channel`. */
  path: string;
  expected?: string;
  found?: string;
  message: string;
}
