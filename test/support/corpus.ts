import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Workflow } from "@flowright/workflow";

/** `npm run test:full`: tests go over all workflows and all written pairs instead of the frozen fixture. */
export const FULL = process.env.FLOWRIGHT_FULL === "1";

const frozen = (): Workflow[] =>
  readFileSync(new URL("../fixtures/workflows.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** The workflows that engines are tested with. `npm run fixtures` says how the frozen ones were chosen. */
export const workflows: readonly Workflow[] = FULL
  ? (await import("./every-workflow.js")).everyWorkflow().map(({ workflow }) => workflow)
  : frozen();

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

/** All items with `npm run test:full`, else `count` of them in their order: those whose texts have the lowest hashes. */
export function sampleByHash<T>(items: readonly T[], count: number, textOf: (item: T) => string): T[] {
  if (FULL) return [...items];
  const hashes = new Map(items.map((item) => [item, hash(textOf(item))]));
  const lowest = [...items].sort((a, b) => (hashes.get(a)! < hashes.get(b)! ? -1 : 1)).slice(0, count);
  const chosen = new Set(lowest);
  return items.filter((item) => chosen.has(item));
}

/** How many random cases a test goes over: the first number with `npm run test:full`, else the second. */
export const scaled = (full: number, sample: number): number => (FULL ? full : sample);
