import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engines } from "@flowright/engines";
import { type Inputs, parseNotation, type Value, type Workflow } from "@flowright/workflow";
import { type Catalog, makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import { coreCatalog } from "@flowright/workflow/node";
import { sampleOf } from "@flowright/workflow/simulate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyWorkflow } from "../support/every-workflow.js";
import { comparable, endsBeside, expected, traceOf } from "../support/worlds.js";
import { Descriptions } from "./descriptions.js";
import { N8nInstall } from "./install.js";
import { type Document, doneIn, givenBy, mocked } from "./mock.js";

// `npm run test:n8n`: the real n8n reads and runs what is exported. FLOWRIGHT_N8N names the folder that it is installed in.

const folder = process.env.FLOWRIGHT_N8N ?? join(tmpdir(), "flowright-n8n");
const all = everyWorkflow().map(({ workflow }) => workflow);
const n8n = engines.get("n8n")!;
const most = Number(process.env.FLOWRIGHT_N8N_CASES ?? all.length);
let install: N8nInstall;
let user: string;

beforeAll(() => {
  install = new N8nInstall(folder);
  user = mkdtempSync(join(tmpdir(), "flowright-n8n-user-"));
}, 1_200_000);
afterAll(() => (process.env.FLOWRIGHT_N8N_KEEP ? undefined : rmSync(user, { recursive: true })));

/** Steps without bindings are requests whose parameters have the names of the inputs: these can be compared. */
const bare: Catalog = withoutBindings(coreCatalog());
function withoutBindings(catalog: Catalog): Catalog {
  const steps = catalog.steps.map(({ bindings: _, ...step }) => step);
  return makeCatalog(catalog.name, catalog.apps, steps);
}

/** A failure that nothing catches ends the run with an error, and n8n keeps no snapshot of it. */
const failsOpenly = (workflow: Workflow): boolean => traceOf(workflow).at(-1)?.error !== undefined;

/** A value for each input, as a request would have it. */
const every = (definition: StepDefinition): Inputs =>
  Object.fromEntries(
    Object.entries(definition.inputs.properties ?? {}).map(([name, schema]) => [
      name,
      schema.type === "object" ? { literal: { a: 1 } } : (sampleOf(schema, name) as Value),
    ]),
  );

describe("n8n", () => {
  it("has every node, version and parameter that an export may have", () => {
    const descriptions = new Descriptions(folder);
    const core = coreCatalog();
    const steps = core.steps.filter(({ bindings }) => bindings?.n8n);
    const of = (definition: StepDefinition, inputs: Inputs): Workflow =>
      definition.kind === "trigger"
        ? { version: 1, name: "t", trigger: { use: definition.id, inputs }, steps: [] }
        : { version: 1, name: "t", steps: [{ id: "s1", use: definition.id, inputs }] };
    const workflows = [...all, ...steps.flatMap((one) => [of(one, {}), of(one, every(one))])];
    const errors = new Set<string>();
    let nodes = 0;
    for (const workflow of workflows)
      for (const node of (JSON.parse(n8n.export(workflow, core).files[0]!.text) as Document).nodes) {
        nodes++;
        for (const error of descriptions.errorsOf(node)) errors.add(error);
      }
    console.log(`${nodes} nodes, ${steps.length} steps bound of ${core.steps.length}`);
    expect([...errors]).toEqual([]);
  });

  it("imports every workflow, runs it, and does the same steps in the same order with the same inputs", () => {
    const cases = all.slice(0, most).map((workflow, i) => {
      const document = JSON.parse(n8n.export(workflow, bare).files[0]!.text) as Document;
      return { id: `flow${i}`, workflow, document: { ...mocked(document, workflow), id: `flow${i}` } };
    });
    const input = join(user, "input");
    const snapshots = join(user, "snapshots");
    mkdirSync(input);
    mkdirSync(snapshots);
    for (const { id, document } of cases) writeFileSync(join(input, `${id}.json`), JSON.stringify(document));
    // those for the editor, with the nodes of the apps, are only read
    for (const [i, workflow] of all.slice(0, most).entries()) {
      const document = JSON.parse(n8n.export(workflow, coreCatalog()).files[0]!.text);
      writeFileSync(join(input, `real${i}.json`), JSON.stringify({ ...document, id: `real${i}` }));
    }
    const said = install.n8n(user, "import:workflow", "--separate", `--input=${input}`);
    expect(said).toContain(`Successfully imported ${2 * cases.length} workflows`);
    const ids = cases.map(({ id }) => id).join(",");
    const results = join(user, "results.json");
    install.n8n(
      user,
      "executeBatch",
      `--ids=${ids}`,
      `--snapshot=${snapshots}`,
      `--output=${results}`,
      "--retries=0",
    );
    let compared = 0;
    let steps = 0;
    let failed = 0;
    const wrong: unknown[] = [];
    for (const { id, workflow, document } of cases) {
      const file = join(snapshots, `${id}-snapshot.json`);
      if (endsBeside(workflow)) continue;
      if (!existsSync(file)) {
        if (failsOpenly(workflow)) failed++;
        else wrong.push({ id, why: "no snapshot" });
        continue;
      }
      const done = comparable(workflow, doneIn(JSON.parse(readFileSync(file, "utf8")), document, workflow));
      const wanted = comparable(workflow, expected(workflow));
      if (JSON.stringify(done) !== JSON.stringify(wanted)) wrong.push({ id, done, wanted });
      compared++;
      steps += wanted.length;
    }
    if (process.env.FLOWRIGHT_N8N_KEEP)
      writeFileSync(
        process.env.FLOWRIGHT_N8N_KEEP,
        JSON.stringify({ wrong, results: JSON.parse(readFileSync(results, "utf8")) }, null, 1),
      );
    console.log(
      `${cases.length} imported, ${compared} compared, ${failed} failed as they had to, ${steps} steps, ${wrong.length} wrong`,
    );
    expect(wrong).toEqual([]);
    expect(compared + failed).toBeGreaterThan(cases.length * 0.7);
  }, 3_600_000);

  it("does the steps over data by itself", () => {
    const workflow = parseNotation(`l: googlesheets.row.search sheet="A"
data.list.sum items={l} operation="count"
data.list.sort items={l} field="row" order="descending"
data.list.deduplicate items={l} field="row"
data.text.format text="it's \\"said\\"" operation="uppercase"
data.json.parse text="{\\"a\\": [1]}"`);
    const document = JSON.parse(n8n.export(workflow, coreCatalog()).files[0]!.text) as Document;
    const input = join(user, "data");
    const snapshots = join(user, "data-snapshots");
    mkdirSync(input);
    mkdirSync(snapshots);
    writeFileSync(join(input, "data.json"), JSON.stringify({ ...mocked(document, workflow), id: "data0" }));
    install.n8n(user, "import:workflow", "--separate", `--input=${input}`);
    const output = join(user, "data-results.json");
    install.n8n(
      user,
      "executeBatch",
      "--ids=data0",
      `--snapshot=${snapshots}`,
      `--output=${output}`,
      "--retries=0",
    );
    const snapshot = JSON.parse(readFileSync(join(snapshots, "data0-snapshot.json"), "utf8"));
    const rows = givenBy(snapshot, "Google Sheets: Find rows");
    const names = new Map(document.nodes.map(({ id, name }) => [id, name]));
    const given = (id: string) => givenBy(snapshot, names.get(id)!)[0];
    expect(rows.length).toBeGreaterThan(0);
    expect(given("s2")).toEqual({ value: rows.length });
    expect(given("s3")?.items).toHaveLength(rows.length);
    const distinct = new Set(rows.map(({ row }) => JSON.stringify(row))).size;
    expect(given("s4")).toMatchObject({ count: distinct });
    expect(given("s5")).toEqual({ text: `IT'S "SAID"` });
    expect(given("s6")).toEqual({ object: { a: [1] } });
  }, 600_000);
});
