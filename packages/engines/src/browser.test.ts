import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { coreCatalog } from "@flowright/workflow/node";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { engines } from "./index.js";

const NOTATION = `on jira.issue.created // an issue is created
if {trigger.title} has "{x}" // a title
  slack.message.post channel="#ops" text="a {b} \\n ü {{trigger.title}}" // post it`;

/** Exports a workflow with the bundle of the packages, in a realm that has only what browsers have as well. */
async function inBrowser(): Promise<{
  files: Record<string, string[]>;
  issues: unknown[];
  bytes: number;
}> {
  const at = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)));
  const bundle = await build({
    stdin: {
      contents: `
        export { engines } from ${at("./index.ts")};
        export { parseNotation, validate, FlowrightError } from "@flowright/workflow";
        export { parseCatalog } from "@flowright/workflow/catalog";
        export { simulate } from "@flowright/workflow/simulate";`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "flowright",
    write: false,
    minify: true,
  });
  // a strict content security policy forbids eval and new Function
  const realm = createContext(
    {
      TextEncoder,
      btoa,
      structuredClone,
      NOTATION,
      CATALOG: JSON.stringify({ ...raw(), format: "flowright-catalog", version: 1 }),
    },
    { codeGeneration: { strings: false, wasm: false } },
  );
  runInContext(bundle.outputFiles[0]!.text, realm);
  const result = runInContext(
    `(() => {
      const catalog = flowright.parseCatalog(CATALOG);
      const workflow = flowright.parseNotation(NOTATION);
      flowright.simulate(workflow, catalog);
      const files = Object.fromEntries([...flowright.engines].map(([id, engine]) => [id, engine.export(workflow, catalog).files.map(({ text }) => text)]));
      return JSON.stringify({ files, issues: flowright.validate(workflow, catalog) });
    })()`,
    realm,
  ) as string;
  return { ...JSON.parse(result), bytes: bundle.outputFiles[0]!.contents.length };
}

function raw() {
  const { name, apps, steps } = coreCatalog();
  return { name, apps, steps };
}

describe("in a browser with a strict content security policy", () => {
  it("workflows are checked, simulated and exported as in Node.js", async () => {
    const { files, issues, bytes } = await inBrowser();
    expect(issues).toEqual([]);
    const { parseNotation } = await import("@flowright/workflow");
    const workflow = parseNotation(NOTATION);
    for (const [id, engine] of engines)
      expect(files[id], id).toEqual(engine.export(workflow, coreCatalog()).files.map(({ text }) => text));
    // zod alone is 370 kB larger when its namespace is imported in a way that bundlers cannot shake
    expect(bytes).toBeLessThan(250_000);
  });
});
