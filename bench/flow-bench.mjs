// The user's own copy of IBM/flow-bench cases with their catalogue: ../shared/data. Undefined without it.
import { existsSync, readFileSync } from "node:fs";
import { flowBenchCatalog, flowBenchSet } from "@flowright/evaluate";
import { usedStepIds } from "@flowright/evaluate/metrics";

const shared = new URL("../../shared/data/", import.meta.url);

export function flowBench() {
  const file = new URL("flow-bench-dev.jsonl", shared);
  if (!existsSync(file)) return undefined;
  const catalog = flowBenchCatalog(
    JSON.parse(readFileSync(new URL("flow-bench-catalog.json", shared), "utf8")),
  );
  const { cases } = flowBenchSet(readFileSync(file, "utf8"), catalog);
  return {
    catalog,
    cases: cases.map(({ id, request, references }) => ({ id, request, wanted: usedStepIds(references[0]) })),
  };
}
