import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Catalog, coreCatalog, makeCatalog } from "../../src/catalog/index.js";
import { engines } from "../../src/engines/index.js";
import { type Workflow, walk } from "../../src/workflow/index.js";
import { all, comparable, expected } from "../support/worlds.js";
import { N8nInstall } from "./install.js";
import { type Document, doneIn, mocked } from "./mock.js";

// `npm run test:n8n`: the real n8n reads and runs what is exported. FLOWRIGHT_N8N names the folder that it is installed in.

const folder = process.env.FLOWRIGHT_N8N ?? join(tmpdir(), "flowright-n8n");
const n8n = engines.get("n8n")!;
const most = Number(process.env.FLOWRIGHT_N8N_CASES ?? all.length);
let install: N8nInstall;
let user: string;

beforeAll(() => {
  install = new N8nInstall(folder);
  user = mkdtempSync(join(tmpdir(), "flowright-n8n-user-"));
}, 1_200_000);
afterAll(() => process.env.FLOWRIGHT_N8N_KEEP ? undefined : rmSync(user, { recursive: true }));

/** Steps without bindings are requests whose parameters have the names of the inputs: these can be compared. */
const bare: Catalog = withoutBindings(coreCatalog());
function withoutBindings(catalog: Catalog): Catalog {
  const steps = catalog.steps.map(({ bindings: _, ...step }) => step);
  return makeCatalog(catalog.name, catalog.apps, steps);
}

/** A failure that nothing catches ends the run with an error, and n8n keeps no snapshot of it. */
const failsOpenly = (workflow: Workflow) => JSON.stringify(workflow).includes('"fails"');

describe("n8n", () => {
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
    install.n8n(user, "import:workflow", "--separate", `--input=${input}`);
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
    const wrong: unknown[] = [];
    for (const { id, workflow, document } of cases) {
      const file = join(snapshots, `${id}-snapshot.json`);
      if (!existsSync(file)) {
        if (!failsOpenly(workflow)) wrong.push({ id, why: "no snapshot" });
        continue;
      }
      const beside = [...walk(workflow.steps)].some(({ step }) => "parallel" in step);
      if (beside && /"(?:stop|next)":true|fails/.test(JSON.stringify(workflow))) continue;
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
    console.log(`${cases.length} imported, ${compared} compared, ${steps} steps, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(cases.length * 0.8);
  }, 3_600_000);
});
