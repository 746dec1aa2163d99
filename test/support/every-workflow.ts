import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makePair, WRITTEN_FOLDER } from "@flowright/datagen";
import { parseNotation, type Workflow, walk } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { shape } from "./shapes.js";

/** Loops whose condition no step changes would go on for ever: they are decided in words instead. */
function ending(workflow: Workflow): Workflow {
  const copy = structuredClone(workflow);
  for (const { step } of walk(copy.steps)) {
    if ("while" in step) step.while = { says: step.annotation ?? "again" };
    if ("until" in step) step.until = { says: step.annotation ?? "done" };
  }
  return copy;
}

const written = (name: string): Workflow[] =>
  readFileSync(join(WRITTEN_FOLDER, name), "utf8")
    .split(/^===.*$/m)
    .flatMap((block) => block.split(/^---$/m)[1]?.trim() ?? [])
    .map((notation) => parseNotation(notation));

/** Where a workflow of the full corpus comes from. */
export type Source = "written" | "generated" | "shape";

/** The full corpus over the core catalogue: every sixth written pair, 40 generated workflows, 100 random shapes. */
export function everyWorkflow(): { source: Source; workflow: Workflow }[] {
  const catalog = coreCatalog();
  const people = readdirSync(WRITTEN_FOLDER)
    .filter((name) => /^core-.*\.flow$/.test(name))
    .flatMap(written)
    .filter((_, i) => i % 6 === 0);
  const generated = Array.from(
    { length: 40 },
    (_, i) => makePair(catalog, new Random(900 + i))?.workflow ?? [],
  ).flat();
  const shapes = Array.from({ length: 100 }, (_, i) => shape(new Random(i)));
  const from = (source: Source, workflows: Workflow[]) =>
    workflows.map((workflow) => ({ source, workflow: ending(workflow) }));
  return [...from("written", people), ...from("generated", generated), ...from("shape", shapes)];
}
