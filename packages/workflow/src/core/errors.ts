const BRAND = Symbol.for("flowright.error");

/** Every stable error code. A code never changes its meaning; messages may. */
export type ErrorCode =
  | "REQUEST_EMPTY"
  | "REQUEST_TOO_LONG"
  | "CATALOG_UNREADABLE"
  | "CATALOG_INVALID"
  | "CATALOG_STEP_UNKNOWN"
  | "WORKFLOW_INVALID"
  | "FLAT_INVALID"
  | "N8N_INVALID"
  | "N8N_UNSTRUCTURED"
  | "GRAMMAR_UNSUPPORTED"
  | "CODEC_PARSE"
  | "MODEL_NOT_FOUND"
  | "MODEL_UNREADABLE"
  | "MODEL_UNSUITABLE"
  | "MODEL_FAILED"
  | "MODEL_DISPOSED"
  | "MODEL_BACKEND_MISSING"
  | "PACKAGE_MISSING"
  | "CONTEXT_OVERFLOW"
  | "SERVER_FAILED"
  | "KEY_MISSING"
  | "KEY_REFUSED"
  | "ADDRESS_TAKEN"
  | "BODY_INVALID"
  | "RECORDING_MISSING"
  | "RECORDING_INVALID"
  | "FILE_UNREADABLE"
  | "FILE_UNWRITABLE"
  | "USAGE"
  | "GOLD_INVALID"
  | "PAIRS_INVALID"
  | "DATA_INVALID"
  | "RUN_FOREIGN"
  | "RUN_BUSY"
  | "PRICES_INVALID"
  | "PRICE_MISSING"
  | "TRAINER_MISSING"
  | "TRAINER_FAILED"
  | "ABORTED";

export interface ErrorDetails {
  /** What the user can do next, in one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** True when the same call may succeed later. Default false. */
  readonly retryable?: boolean;
  /** Structured facts about the failure (issues, line numbers, raw text). */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The error that Flowright throws: a stable code for programs, a message and a hint for people. */
export class FlowrightError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [BRAND] = true;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = "FlowrightError";
    this.code = code;
    this.hint = details.hint;
    this.retryable = details.retryable ?? false;
    this.data = details.data ?? {};
  }

  /** Recognizes the error by its brand, so it also works when a program has loaded the package twice. */
  static is(error: unknown): error is FlowrightError {
    return typeof error === "object" && error !== null && BRAND in error;
  }
}
