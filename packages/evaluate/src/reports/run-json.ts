import { RENAMED_FEATURES } from "../cases/index.js";
import type { RunSummary } from "../runs/index.js";

/**
 * The summary of a run for machines. Features are given under their names of version 0.1.0 too; these will be dropped
 * after the next version. A number that is unknown is null.
 */
export function runJson(summary: RunSummary): string {
  const features = { ...summary.features };
  for (const [old, name] of Object.entries(RENAMED_FEATURES)) {
    const group = summary.features[name];
    if (group) features[old] = group;
  }
  return JSON.stringify({ ...summary, features });
}
