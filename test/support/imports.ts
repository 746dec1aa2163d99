import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Package {
  /** The folder below `packages/`. */
  folder: string;
  name: string;
  /** The paths that others may import: `@flowright/workflow/core`, … */
  doors: string[];
  /** Those of its own, peers and optional ones too. */
  dependencies: string[];
  peers: string[];
  files: SourceFile[];
}
export interface SourceFile {
  /** From the package's folder: `src/core/index.ts`. */
  path: string;
  text: string;
  imports: string[];
}

/**
 * What a module imports, as written there: `import … from`, `export … from`, types too, `import "…"`, `import("…")`
 * (dynamic or as a type), `require("…")`, `import.meta.resolve("…")`. A path that is worked out reads as `?`.
 */
export function importsOf(source: string): string[] {
  const code = source.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
  const statements = code.matchAll(/(?<=^|;\s*)(?:import|export)\b(?:[^;"'`]*?\bfrom)?\s*["']([^"']+)["']/gm);
  const calls = code.matchAll(
    /(?<![.\w])(?:import|require(?:\.resolve)?|import\.meta\.resolve)\(\s*["'`]([^"'`]*)/g,
  );
  // engines have methods that are called import
  const workedOut = code.matchAll(
    /(?:\b(?:await|return)\s+|=>\s*)import\(\s*[^"'`\s]|(?<![.\w])require(?:\.resolve)?\(\s*[^"'`\s)]/g,
  );
  return [
    ...[...statements].map(([, path]) => path!),
    ...[...calls].map(([, path]) => (path!.includes("${") ? "?" : path!)),
    ...[...workedOut].map(() => "?"),
  ];
}

const isSource = (name: string) => /\.(?:[cm]?js|ts)$/.test(name) && !/\.(?:test|d)\.ts$/.test(name);

/** Every workspace below `packages/`, with the modules that it ships: its sources, `bin/` and files of its root. */
export const packages: Package[] = readdirSync(join(root, "packages")).map((folder) => {
  const at = join(root, "packages", folder);
  const manifest = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
  const paths = ["src", "bin"]
    .flatMap((part) => {
      try {
        return readdirSync(join(at, part), { recursive: true, encoding: "utf8" }).map(
          (name) => `${part}/${name}`,
        );
      } catch {
        return [];
      }
    })
    .concat(readdirSync(at))
    .filter(isSource);
  const files = paths.map((path) => {
    const text = readFileSync(join(at, path), "utf8");
    return { path, text, imports: importsOf(text) };
  });
  const doors = Object.keys(manifest.exports).map((path) => manifest.name + path.slice(1));
  const { dependencies, peerDependencies, optionalDependencies } = manifest;
  return {
    folder,
    name: manifest.name,
    doors,
    peers: Object.keys(peerDependencies ?? {}),
    dependencies: Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }),
    files,
  };
});

/** `a`, `@scope/a`: the package that an import path leads to; none for relative paths and Node's own modules. */
export const packageOf = (path: string): string | undefined =>
  /^(?:\.|node:|\?)/.test(path) ? undefined : /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];

/** The file that a relative import means, from the package's folder: sources for what is built from them. */
export const targetOf = (from: string, path: string): string =>
  relative("/", join("/", dirname(from), path))
    .replace(/^dist\//, "src/")
    .replace(/\.js$/, from.startsWith("src/") || path.includes("/dist/") ? ".ts" : ".js");

/** Groups of nodes that lead to each other; none where the graph has no cycle. */
export function cyclesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reach = (from: string): Set<string> => {
    const found = new Set<string>();
    const open = [...(graph.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      if (!found.has(next)) {
        found.add(next);
        open.push(...(graph.get(next) ?? []));
      }
    return found;
  };
  const reached = new Map([...graph.keys()].map((node) => [node, reach(node)]));
  const seen = new Set<string>();
  return [...graph.keys()].sort().flatMap((node) => {
    if (seen.has(node) || !reached.get(node)!.has(node)) return [];
    const group = [...reached.get(node)!].filter((other) => reached.get(other)?.has(node)).sort();
    for (const one of group) seen.add(one);
    return [group];
  });
}
