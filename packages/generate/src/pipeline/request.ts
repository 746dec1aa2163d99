import { FlowrightError } from "@flowright/workflow/core";
import { type PreparedRequest, prepareRequest } from "../codec/index.js";

/** Characters. Longer texts are documents, not requests, and small models lose their way in them. */
export const MAX_REQUEST_CHARS = 3000;

/** @throws {FlowrightError} REQUEST_EMPTY, REQUEST_TOO_LONG */
export function checkRequest(request: string): PreparedRequest {
  if (!request.trim())
    throw new FlowrightError("REQUEST_EMPTY", "the request is empty", {
      hint: 'Say what should happen, for example: "every Monday at 9 post the open Jira issues to #team".',
    });
  if (request.length > MAX_REQUEST_CHARS)
    throw new FlowrightError(
      "REQUEST_TOO_LONG",
      `the request has ${request.length} characters; at most ${MAX_REQUEST_CHARS} are read`,
      {
        hint: "Split it into several workflows, or leave out what is not about the steps.",
        data: { length: request.length, most: MAX_REQUEST_CHARS },
      },
    );
  const prepared = prepareRequest(request);
  if (!prepared.segments.some((segment) => segment.begins && /\p{L}/u.test(segment.text)))
    throw new FlowrightError("REQUEST_EMPTY", "the request has no words", {
      hint: "Say in words what should happen.",
    });
  return prepared;
}

/** A short name for the workflow, from the request's first words. */
export function workflowName(request: string): string {
  const line = request.replace(/[\p{Cc}\s]+/gu, " ").trim();
  if (line.length <= 60) return line;
  return `${line.slice(0, 60).replace(/\s+\S*$/, "")}…`;
}
