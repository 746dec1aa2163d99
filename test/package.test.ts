import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as flowright from "flowright";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("the package", () => {
  it("exports what it promises, and nothing by accident", () => {
    expect(Object.keys(flowright).sort()).toMatchInlineSnapshot(`
      [
        "FlowrightError",
        "LONGEST_REQUEST",
        "canonical",
        "checkCatalog",
        "coreCatalog",
        "fromFlat",
        "generate",
        "generateEvents",
        "loadCatalog",
        "loadModel",
        "mockModel",
        "parseCatalog",
        "readRecording",
        "recordedModel",
        "recording",
        "scoreFlat",
        "scoreWorkflow",
        "toFlat",
        "validate",
      ]
    `);
  });
  it("works as a library", async () => {
    const { workflow } = await flowright.generate("get the weather for Montreal and text me");
    expect(
      flowright.validate(workflow, flowright.coreCatalog()).filter((issue) => issue.severity === "error"),
    ).toEqual([]);
  });
  it.each([
    "build-catalog.mjs",
    "build-schema.mjs",
    "build-gold.mjs",
    "build-domains.mjs",
    "engines-table.mjs",
  ])("generated files are up to date: %s", (script) => {
    execFileSync(process.execPath, [`scripts/${script}`, "--check"], { cwd: root });
  });
  it("a folder's index.ts is its only door, and dependencies point one way", () => {
    const order = [
      "core",
      "catalog",
      "workflow",
      "retrieval",
      "simulate",
      "engines",
      "metrics",
      "grammar",
      "codec",
      "models",
      "generate",
      "dataset",
      "evaluate",
      "server",
      "cli",
    ];
    const sources = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".ts") && name.includes("/") && !name.endsWith(".test.ts"),
    );
    for (const name of sources) {
      const own = name.split("/")[0]!;
      for (const [, path = ""] of readFileSync(`${root}src/${name}`, "utf8").matchAll(
        /from "((?:\.\.\/)+[^"]+)"/g,
      )) {
        const target = new URL(path, `file:///src/${name}`).pathname.split("/").slice(2);
        const other = target[0]!;
        if (other === own) continue;
        expect(order.indexOf(other), `${name} imports ${path}`).toBeLessThan(order.indexOf(own));
        // the command line alone opens a backend by its own door
        if (own !== "cli")
          expect(target.join("/"), `${name} goes past the door of ${other}`).toBe(`${other}/index.js`);
      }
    }
  });
});
