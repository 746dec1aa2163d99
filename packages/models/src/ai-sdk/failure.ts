import { FlowrightError } from "@flowright/workflow/core";
import type { AiModule } from "./import-ai.js";

/** Characters of a server's message in an error, at most. A key is never part of it. */
const MAX_MESSAGE_CHARS = 300;

export interface Place {
  /** The id of the model: `openai:gpt-5`. */
  id: string;
  /** Where it is, for messages: a host or an address. */
  where: string;
  key: string | undefined;
}

function safeMessage(error: unknown, key: string | undefined): string {
  const text =
    error instanceof Error ? error.message : typeof error === "string" ? error : JSON.stringify(error);
  const safe = key ? text.replaceAll(key, "…") : text;
  return safe.length > MAX_MESSAGE_CHARS ? `${safe.slice(0, MAX_MESSAGE_CHARS)}…` : safe;
}

/** True where the server refused the call because of its schema or grammar. */
export const refusesBinding = (error: unknown, ai: AiModule): boolean => {
  const call = unwrap(error, ai);
  return (
    ai.APICallError.isInstance(call) &&
    (call.statusCode === 400 || call.statusCode === 422) &&
    /schema|response_format|output_config|grammar|structured/i.test(
      `${call.message} ${call.responseBody ?? ""}`,
    )
  );
};

const unwrap = (error: unknown, { RetryError }: AiModule): unknown =>
  RetryError.isInstance(error) ? error.lastError : error;

/** Converts the error of a failed call. MODEL_FAILED is the model's fault, the other codes those of the server or network. */
export function failure(given: unknown, { id, where, key }: Place, ai: AiModule): FlowrightError {
  if (FlowrightError.is(given)) return given;
  const { APICallError, RetryError } = ai;
  const error = unwrap(given, ai);
  const tries = RetryError.isInstance(given) ? ` (tried ${given.errors.length} times)` : "";
  // a status below 400 belongs to an answer that began well
  if (!APICallError.isInstance(error) || (error.statusCode ?? 400) < 400)
    return new FlowrightError("SERVER_FAILED", `${id}: the answer broke off: ${safeMessage(error, key)}`, {
      retryable: true,
      hint: "Start the same command again: finished cases are kept.",
    });
  const { statusCode: status, responseBody = "" } = error;
  const message = safeMessage(error, key);
  if (status === undefined)
    return new FlowrightError("SERVER_FAILED", `no answer from ${where}: ${message}${tries}`, {
      retryable: true,
      hint: "Is the server running, and is the address right?",
    });
  const data = { status };
  if (status === 401 || status === 403)
    return new FlowrightError("KEY_REFUSED", `${where} refuses the key (${status})`, { data });
  if (status === 404)
    return new FlowrightError("MODEL_NOT_FOUND", `${where} does not know ${id}: ${message}`, { data });
  if (
    /context.?(?:length|overflow|window)|too many tokens|prompt is too long/i.test(
      `${message} ${responseBody}`,
    )
  )
    return new FlowrightError("CONTEXT_OVERFLOW", `${id}: ${message}`, { data });
  const hint =
    status === 429
      ? "The server asks for fewer calls: lower --concurrency or set --rpm."
      : status >= 500
        ? "Start the same command again: finished cases are kept."
        : undefined;
  return new FlowrightError("SERVER_FAILED", `${where} answered ${status}: ${message}${tries}`, {
    data,
    retryable: status === 429 || status >= 500,
    ...(hint ? { hint } : {}),
  });
}
