// Reads a user's own copy of IBM/flow-bench cases and their catalogue, where there is one beside the repository.
import { existsSync, readFileSync } from "node:fs";
import { makeCatalog } from "../dist/catalog/index.js";

const shared = new URL("../../shared/data/", import.meta.url);

export function flowBench() {
  const file = new URL("flow-bench-dev.jsonl", shared);
  if (!existsSync(file)) return undefined;
  const steps = JSON.parse(readFileSync(new URL("flow-bench-catalog.json", shared), "utf8")).map(
    ({ id, description }) => ({
      id,
      kind: "action",
      app: id.split("_")[0].toLowerCase(),
      title: description === id ? id.replace(/_/g, " ") : description,
      description,
      phrases: [],
      inputs: { type: "object", properties: {} },
      outputs: { type: "object", properties: {} },
    }),
  );
  const apps = [...new Set(steps.map((step) => step.app))].map((id) => ({ id, title: id }));
  const actions = (nodes) =>
    nodes.flatMap((node) => [
      ...(node.action ? [node.action] : []),
      ...["then", "else", "do", "body", "steps"].flatMap((key) =>
        Array.isArray(node[key]) ? actions(node[key]) : [],
      ),
    ]);
  const cases = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter((one) => one.prior_workflow === null);
  const catalog = makeCatalog("flow-bench", apps, steps);
  return {
    catalog,
    cases: cases.map((one) => ({
      id: one.id,
      request: one.request,
      wanted: actions(one.workflow).filter((id) => catalog.get(id)),
    })),
  };
}
