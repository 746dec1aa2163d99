import { FlowrightError, printable } from "@flowright/workflow/core";
import pc from "picocolors";

/** Exit codes: 0 done, 1 the work failed, 2 the call was wrong, 130 stopped by the user. */
export const EXIT = { ok: 0, failed: 1, usage: 2, stopped: 130 } as const;

const USAGE = new Set([
  "USAGE",
  "REQUEST_EMPTY",
  "REQUEST_TOO_LONG",
  "FILE_UNREADABLE",
  "CATALOG_UNREADABLE",
  "CATALOG_INVALID",
  "CATALOG_STEP_UNKNOWN",
  "MODEL_NOT_FOUND",
  "MODEL_UNREADABLE",
  "MODEL_UNSUITABLE",
  "KEY_MISSING",
  "KEY_REFUSED",
  "ADDRESS_TAKEN",
  "GOLD_INVALID",
  "PAIRS_INVALID",
  "RUN_FOREIGN",
  "RUN_BUSY",
  "PRICES_INVALID",
  "PRICE_MISSING",
  "PACKAGE_MISSING",
  "MODEL_BACKEND_MISSING",
]);

/** Says what went wrong and what to do next; gives the exit code. Only a bug shows a stack trace. */
export function reportError(error: unknown, json: boolean): number {
  if (!FlowrightError.is(error)) {
    process.stderr.write(
      `${pc.red("flowright: this is a bug:")} ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return EXIT.failed;
  }
  if (json)
    process.stderr.write(
      `${JSON.stringify({ error: { code: error.code, message: error.message, hint: error.hint, data: error.data } })}\n`,
    );
  else {
    process.stderr.write(
      `${pc.red("flowright:")} ${printable(error.message)} ${pc.dim(`[${error.code}]`)}\n`,
    );
    if (error.hint) process.stderr.write(`${pc.dim("  →")} ${error.hint}\n`);
  }
  if (error.code === "ABORTED") return EXIT.stopped;
  return USAGE.has(error.code) ? EXIT.usage : EXIT.failed;
}
