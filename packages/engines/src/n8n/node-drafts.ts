import type { Value } from "@flowright/workflow";
import type { N8nBinding } from "./bindings.js";
import type { Lines } from "./conditions.js";
import { expression } from "./expressions.js";
import type { Graph } from "./graph.js";

/** What a node is, before it has its place and its name. */
export type Draft = Omit<Parameters<Graph["add"]>[1], "id" | "name">;

/** A node of n8n-nodes-base. */
export const nodeDraft = (type: string, version: number, parameters: Record<string, unknown>): Draft => ({
  type: `n8n-nodes-base.${type}`,
  version,
  parameters,
});

export const noOp = (): Draft => nodeDraft("noOp", 1, {});

/** Of several items, the first: what comes after runs once. */
export const limitToFirst = (): Draft => nodeDraft("limit", 1, {});

/** A node of an app, with a credential that is to be filled in. */
export const appNode = (
  { node, version, credential }: N8nBinding,
  parameters: Record<string, unknown>,
): Draft => ({
  ...nodeDraft(node, version, parameters),
  ...(credential ? { credentials: { [credential]: { id: null, name: `Fill in: ${credential}` } } } : {}),
});

const ADDRESS = "https://example.invalid/";

/** What a request stands in for; undefined for all other requests. */
export const placeholderTarget = (url: unknown): string | undefined =>
  typeof url === "string" && url.startsWith(ADDRESS)
    ? decodeURIComponent(url.slice(ADDRESS.length))
    : undefined;

/** A request that takes the place of what n8n has no node for. */
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

/** Two ways: the first if the lines hold. */
export const ifNode = (id: string, holds: Lines): Draft =>
  nodeDraft("if", 2.2, { conditions: conditions(id, holds), looseTypeValidation: true, options: {} });

/** As many ways as there are cases, the first that holds, and one for the rest. */
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

/** That a list, an expression, has anything in it. */
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

/** A list as one item, each entry in a box of its own: what is no object could not be an item of n8n. */
export const wrapItems = (list: string): Draft => {
  const value = expression(`(${list}).map((item) => Object.fromEntries([["item", item]]))`);
  const assignments = [{ id: "items", name: "items", type: "array", value }];
  return nodeDraft("set", 3.4, { assignments: { assignments }, options: {} });
};
export const splitOut = (): Draft => nodeDraft("splitOut", 1, { fieldToSplitOut: "items", options: {} });

/**
 * Goes through items one at a time. One that is come to again, in the next round of a loop around it, begins anew.
 * @param before The node that leads to it from outside.
 */
export const loopOverItems = (before: string): Draft =>
  nodeDraft("splitInBatches", 3, {
    options: { reset: expression(`$prevNode.name === ${JSON.stringify(before)}`) },
  });

/** Waits for all its inputs, and gives on what came by the first. */
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

export function waitFor(seconds: number): Draft {
  const [unit, size] = UNITS.find(([, one]) => seconds % one === 0) ?? ["seconds", 1];
  return nodeDraft("wait", 1.1, { resume: "timeInterval", amount: seconds / size, unit });
}
export const waitUntil = (time: Value): Draft =>
  nodeDraft("wait", 1.1, { resume: "specificTime", dateTime: time });
