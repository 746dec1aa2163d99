import type { Value } from "@flowright/workflow";
import type { N8nBinding } from "./bindings.js";
import type { Lines } from "./conditions.js";
import { expression } from "./expressions.js";
import type { Graph } from "./graph.js";

/** A node before it has an id, a name and a position. */
export type Draft = Omit<Parameters<Graph["add"]>[1], "id" | "name">;

/** A node of n8n-nodes-base. */
export const nodeDraft = (type: string, version: number, parameters: Record<string, unknown>): Draft => ({
  type: `n8n-nodes-base.${type}`,
  version,
  parameters,
});

export const noOp = (): Draft => nodeDraft("noOp", 1, {});

/** Keeps the first of several items, so that the next node runs once. */
export const limitToFirst = (): Draft => nodeDraft("limit", 1, {});

/** A node of an app, with a placeholder for its credential. */
export const appNode = (
  { node, version, credential }: N8nBinding,
  parameters: Record<string, unknown>,
): Draft => ({
  ...nodeDraft(node, version, parameters),
  ...(credential ? { credentials: { [credential]: { id: null, name: `Fill in: ${credential}` } } } : {}),
});

const ADDRESS = "https://example.invalid/";

/** What a placeholder request stands for; undefined for other addresses. */
export const placeholderTarget = (url: unknown): string | undefined =>
  typeof url === "string" && url.startsWith(ADDRESS)
    ? decodeURIComponent(url.slice(ADDRESS.length))
    : undefined;

/** An HTTP request in place of something that n8n has no node for. */
export function placeholderRequest(
  path: string,
  inputs: readonly (readonly [name: string, value: unknown])[],
): Draft {
  const parameters = inputs.map(([name, value]) => ({ name, value }));
  return nodeDraft("httpRequest", 4.2, {
    method: "POST",
    url: ADDRESS + encodeURIComponent(path),
    ...(parameters.length ? { sendBody: true, contentType: "json", bodyParameters: { parameters } } : {}),
    options: {},
  });
}

const conditions = (id: string, { combinator, lines }: Lines) => ({
  options: { caseSensitive: true, leftValue: "", typeValidation: "loose", version: 2 },
  conditions: lines.map((line, i) => ({ id: lines.length > 1 ? `${id}-${i + 1}` : id, ...line })),
  combinator,
});

/** Output 0 where the condition holds, else output 1. */
export const ifNode = (id: string, holds: Lines): Draft =>
  nodeDraft("if", 2.2, { conditions: conditions(id, holds), looseTypeValidation: true, options: {} });

/** The output of the first case that holds; one more output for none of them. */
export const switchNode = (id: string, cases: readonly { name: string; holds: Lines }[]): Draft =>
  nodeDraft("switch", 3.2, {
    rules: {
      values: cases.map(({ name, holds }, i) => ({
        conditions: conditions(`${id}-${i + 1}`, holds),
        renameOutput: true,
        outputKey: name,
      })),
    },
    looseTypeValidation: true,
    options: { fallbackOutput: "extra" },
  });

/** A condition: the list, an expression, is not empty. */
export const notEmpty = (list: string): Lines => ({
  combinator: "and",
  lines: [
    {
      leftValue: expression(list),
      rightValue: "",
      operator: { type: "array", operation: "notEmpty", singleValue: true },
    },
  ],
});

/** A list as one item, with each entry wrapped as `{ item }`: an item of n8n has to be an object. */
export const wrapItems = (list: string): Draft => {
  const value = expression(`(${list}).map((item) => Object.fromEntries([["item", item]]))`);
  const assignments = [{ id: "items", name: "items", type: "array", value }];
  return nodeDraft("set", 3.4, { assignments: { assignments }, options: {} });
};
export const splitOut = (): Draft => nodeDraft("splitOut", 1, { fieldToSplitOut: "items", options: {} });

/**
 * Loops over items one at a time, and starts again when it is entered from outside: in each round of an outer loop.
 * @param before The node that leads into the loop.
 */
export const loopOverItems = (before: string): Draft =>
  nodeDraft("splitInBatches", 3, {
    options: { reset: expression(`$prevNode.name === ${JSON.stringify(before)}`) },
  });

/** Waits for all of its inputs, and passes the first one on. */
export const mergeBranches = (inputs: number): Draft =>
  nodeDraft("merge", 3.1, { mode: "chooseBranch", numberInputs: inputs, useDataOfInput: "1" });

export const executeWorkflow = (name: string, value: Record<string, unknown>): Draft =>
  nodeDraft("executeWorkflow", 1.2, {
    workflowId: { __rl: true, mode: "list", value: "", cachedResultName: name },
    workflowInputs: { mappingMode: "defineBelow", value, matchingColumns: [], schema: [] },
    options: {},
  });

const UNITS = [
  ["days", 86_400],
  ["hours", 3600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

/** @param seconds Written in the largest unit that divides it. */
export function waitFor(seconds: number): Draft {
  const [unit, size] = UNITS.find(([, one]) => seconds % one === 0) ?? ["seconds", 1];
  return nodeDraft("wait", 1.1, { resume: "timeInterval", amount: seconds / size, unit });
}
export const waitUntil = (time: Value): Draft =>
  nodeDraft("wait", 1.1, { resume: "specificTime", dateTime: time });
