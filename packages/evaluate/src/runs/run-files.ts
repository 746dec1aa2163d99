import { join } from "node:path";
import { FlowrightError, jsonLines } from "@flowright/workflow/core";
import { readJson, readText } from "@flowright/workflow/node";
import { RENAMED_FEATURES } from "../cases/index.js";
import type { CaseResult } from "./case-result.js";
import type { RunManifest } from "./run-manifest.js";

export const manifestFile = (folder: string): string => join(folder, "manifest.json");
export const resultsFile = (folder: string): string => join(folder, "results.jsonl");

/** A line of `results.jsonl`; lines of earlier versions get the features' names of today. */
export function readResult(value: unknown): CaseResult {
  const result = value as CaseResult;
  return { ...result, features: (result.features ?? []).map((name) => RENAMED_FEATURES[name] ?? name) };
}

/**
 * Reads a run, finished or not, without changing its folder.
 * @throws {FlowrightError} RUN_FOREIGN where there is none, or one of another version
 */
export function readRun(folder: string): { manifest: RunManifest; results: CaseResult[] } {
  try {
    const manifest = readJson(manifestFile(folder), "RUN_FOREIGN") as RunManifest;
    if (manifest.format !== "flowright-run" || manifest.version !== 1) throw new Error("another format");
    const source = { name: resultsFile(folder), code: "RUN_FOREIGN" } as const;
    return { manifest, results: [...jsonLines(readText(source.name), source, readResult)] };
  } catch (cause) {
    throw new FlowrightError("RUN_FOREIGN", `${folder} is not the folder of a run`, {
      cause,
      hint: "Make one: flowright evaluate gold/dev.jsonl -o FOLDER",
    });
  }
}
