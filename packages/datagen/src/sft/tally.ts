import type { SftExample } from "./examples.js";
import type { DatasetItem, DatasetSource } from "./generate-dataset.js";

/** Counts of what was written to one file. */
export class Tally {
  requests = 0;
  examples = 0;
  /** Requests by where they come from. */
  readonly sources: Record<DatasetSource, number> = { catalog: 0, invented: 0, written: 0, crud: 0 };
  /** Examples by stage. */
  readonly stages: Record<SftExample["stage"], number> = { outline: 0, inputs: 0, whole: 0 };
  /** Requests that ask for a step that the candidates do not hold. */
  withheld = 0;
  /** Invented catalogues that requests are about. */
  readonly invented = new Set<string>();

  add({ pair, source, examples }: DatasetItem): void {
    this.requests++;
    this.examples += examples.length;
    this.sources[source]++;
    for (const { stage } of examples) this.stages[stage]++;
    if (pair.withheld.length) this.withheld++;
    if (source === "invented") this.invented.add(pair.catalog.name);
  }
}
