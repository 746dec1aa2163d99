import { describe, expect, it } from "vitest";
import { cyclesOf, importsOf, packageOf, packages, targetOf } from "./support/imports.js";

/** What each package may import of the others. */
const ALLOWED: Record<string, string[]> = {
  workflow: [],
  engines: ["workflow"],
  generate: ["workflow"],
  llama: [],
  models: ["workflow", "generate", "llama"],
  evaluate: ["workflow", "engines", "generate"],
  datagen: ["workflow", "engines", "generate"],
  flowright: ["workflow", "engines", "generate", "llama", "models", "evaluate", "datagen"],
};

/** Dependencies that imports do not show: node-llama-cpp is built into llama and finds its binaries by name. */
const UNSEEN: Record<string, RegExp> = { llama: /^(?:node-llama-cpp|@node-llama-cpp\/.*)$/ };

const names = new Map(packages.map(({ name, folder }) => [name, folder]));
const inside = (from: string, path: string) => path.startsWith(".") && targetOf(from, path);

describe("imports of a module", () => {
  it.each([
    ['import { a } from "x";', ["x"]],
    ['import a, {\n  type B,\n  c,\n} from "./x.js";', ["./x.js"]],
    ['import type { A } from "x/y";\nimport * as z from "node:fs";', ["x/y", "node:fs"]],
    ['import "x"; import { a } from "y";', ["x", "y"]],
    ['import "x";\nexport * from "y";\nexport { a } from "z";', ["x", "y", "z"]],
    ['export const a = "b";\nexport function from(a: string) {}\nconst text = "from";', []],
    ['const { a } = await import("x");\nlet b: import("y").B;\nconst c = require("z");', ["x", "y", "z"]],
    ["const a = await import(name);\nconst b = require(name + 'x');", ["?", "?"]],
    ['// import "x";\n/** As {@link import("y")}. */\n * import("z")', []],
    ['const at = import.meta.resolve("x");', ["x"]],
    ['import data from "./a.json" with { type: "json" };', ["./a.json"]],
  ])("%j", (source, expected) => {
    expect(importsOf(source)).toEqual(expected);
  });
});

describe.each(packages)("$name", ({ folder, name, dependencies, files }) => {
  const graph = new Map(
    files.map(({ path, imports }) => [path, new Set(imports.flatMap((one) => inside(path, one) || []))]),
  );

  it("imports of the other packages only those below it, by their exported paths", () => {
    const doors = new Set(packages.flatMap((one) => one.doors));
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((one) => {
          const other = names.get(packageOf(one) ?? "");
          return other !== undefined && !(ALLOWED[folder]!.includes(other) && doors.has(one));
        })
        .map((one) => `${path} imports ${one}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has no import of a path that is worked out, and none that leads out of its folder", () => {
    const known = new Set(files.map(({ path }) => path));
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((one) => {
          const target = inside(path, one);
          return one === "?" || (target && !known.has(target) && !target.endsWith(".json"));
        })
        .map((one) => `${path} imports ${one}`),
    );
    expect(wrong).toEqual([]);
  });

  it("enters a folder that has an index.ts by it alone", () => {
    const wrong: string[] = [];
    // bin/ opens single files, so that --version loads nothing else
    for (const [from, targets] of [...graph].filter(([from]) => !from.startsWith("bin/")))
      for (const target of targets) {
        const parts = target.split("/");
        const door = parts
          .slice(0, -1)
          .map((_, i) => parts.slice(0, i + 1).join("/"))
          .filter((one) => !from.startsWith(`${one}/`))
          .map((one) => `${one}/index.ts`)
          .find((one) => graph.has(one));
        if (door && target !== door) wrong.push(`${from} imports ${target}`);
      }
    expect(wrong).toEqual([]);
  });

  it("has no cycle of files, and none of folders", () => {
    expect(cyclesOf(graph)).toEqual([]);
    const part = (path: string) => path.split("/").slice(0, 2).join("/");
    const parts = new Map<string, Set<string>>();
    for (const [from, targets] of graph) {
      const found = parts.get(part(from)) ?? new Set();
      for (const target of targets) if (part(target) !== part(from)) found.add(part(target));
      parts.set(part(from), found);
    }
    expect(cyclesOf(parts)).toEqual([]);
  });

  it("depends on what it imports or brings to a package that leaves it to others, and on nothing else", () => {
    const used = new Set(files.flatMap(({ imports }) => imports.flatMap((one) => packageOf(one) ?? [])));
    used.delete(name);
    const seen = (one: string) => !UNSEEN[folder]?.test(one);
    expect([...used].filter((one) => !dependencies.includes(one) && seen(one))).toEqual([]);
    const brought = packages.flatMap((one) => (dependencies.includes(one.name) ? one.peers : []));
    expect(dependencies.filter((one) => !used.has(one) && !brought.includes(one) && seen(one))).toEqual([]);
  });

  it.skipIf(folder === "flowright")("reads no environment and prints nothing", () => {
    const found = files.flatMap(({ path, text }) =>
      [...text.matchAll(/\bprocess\.(?:env|argv|stdin|stdout|stderr|exit)\b|\bconsole\./g)].map(
        ([what]) => `${folder}/${path}: ${what}`,
      ),
    );
    expect(found).toEqual([]);
  });
});
