import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packages, root } from "./support/imports.js";
import { installPacked, put } from "./support/packed.js";

let project: string;
beforeAll(() => {
  project = installPacked();
});
afterAll(() => rmSync(project, { recursive: true }));

const doors = packages.flatMap((one) => one.doors).filter((door) => !door.endsWith(".json"));
const node = (file: string): string =>
  execFileSync(process.execPath, [file], { cwd: project, encoding: "utf8" });

describe("a project that installed the packed packages", () => {
  it("requires them from CommonJS", () => {
    const file = put(
      project,
      "main.cjs",
      `const failed = {};
for (const door of ${JSON.stringify(doors)})
  try {
    if (!Object.keys(require(door)).length) failed[door] = "nothing";
  } catch (error) {
    failed[door] = error.code;
  }
require("flowright").generate("get the weather for Montreal").then(({ workflow }) => console.log(JSON.stringify({ failed, workflow })));`,
    );
    const { failed, workflow } = JSON.parse(node(file));
    // llama.cpp's own module waits while it is loaded, which only import() can do
    expect(failed).toEqual({ "@flowright/llama": "ERR_REQUIRE_ASYNC_MODULE" });
    expect(workflow.steps).toMatchObject([{ use: "weather.forecast.get" }]);
  });

  it("bundles flowright with esbuild, llama.cpp left outside", async () => {
    const entry = put(
      project,
      "bundled.js",
      'import { checkCatalog, generate } from "flowright";\nconsole.log(typeof generate, typeof checkCatalog);',
    );
    const outfile = join(project, "bundle.mjs");
    const { warnings } = await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["node-llama-cpp", "@node-llama-cpp/*", "@flowright/llama"],
      // CommonJS packages among the dependencies
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    expect(node(outfile)).toBe("function function\n");
  });

  it("bundles workflow and engines for a browser, where they run without anything of Node", async () => {
    const forBrowser = doors.filter(
      (door) => /^@flowright\/(?:workflow|engines)\b/.test(door) && door !== "@flowright/workflow/node",
    );
    const entry = put(project, "browser.js", forBrowser.map((door) => `export * from "${door}";`).join("\n"));
    const { outputFiles, warnings, metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "flow",
      write: false,
      metafile: true,
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
    const script = outputFiles[0]!.text;
    expect(script).not.toMatch(/["']node:/);
    const context = { structuredClone, TextEncoder, TextDecoder, URL, out: "" };
    runInNewContext(
      `${script}
const catalog = flow.makeCatalog("x", [{ id: "a", title: "A" }], []);
out = flow.engines.get("mermaid").export(flow.parseNotation("? // water the plants"), catalog).files[0].text;`,
      context,
    );
    expect(context.out).toContain("water the plants");
  });

  it("compiles against every entry point with a strict TypeScript 5, library types checked too", () => {
    put(
      project,
      "consumer.mts",
      [
        ...doors.map((door, i) => `import * as m${i} from "${door}";`),
        `export const all = [${doors.map((_, i) => `m${i}`).join(", ")}];`,
        'import { generate, type GenerateOptions } from "flowright";',
        "export const options: Partial<GenerateOptions> = {};",
        'export const name: Promise<string> = generate("text me", options).then(({ workflow }) => workflow.name);',
      ].join("\n"),
    );
    put(
      project,
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: {
          target: "ES2023",
          module: "NodeNext",
          types: ["node"],
          noEmit: true,
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          skipLibCheck: false,
        },
        files: ["consumer.mts"],
      }),
    );
    const tsc = join(root, "test/consumer/node_modules/typescript/bin/tsc");
    expect(execFileSync(process.execPath, [tsc, "-v"], { encoding: "utf8" })).toMatch(/Version 5\./);
    let found = "";
    try {
      execFileSync(process.execPath, [tsc, "-p", project], { cwd: project, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      found = (error as { stdout: string }).stdout || String(error);
    }
    // What others' packages declare is theirs, also the types of node-llama-cpp that llama takes over.
    const others =
      /^(?:\s|(?:\.\.\/)*[^(]*node_modules\/(?!@?flowright\b)|[^(]*@flowright\/llama\/dist\/types\/)/;
    const own = found.split("\n").filter((line) => line && !others.test(line));
    expect(own).toEqual([]);
  });
});
