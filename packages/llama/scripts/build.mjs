// Makes dist/ out of the installed node-llama-cpp: its run-time part in index.js, the process that tries a binary out in
// testBindingBinary.js, its types in types/; llama/ with the release file it reads; and THIRD-PARTY-NOTICES.
// Stops with an error where node-llama-cpp has changed in a way that this file does not know.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(here, "dist");
const upstream = resolve(dirname(fileURLToPath(import.meta.resolve("node-llama-cpp"))), "..");
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const own = json(join(here, "package.json"));
const nlc = json(join(upstream, "package.json"));

// --- the binaries: upstream's own list, the big GPU ones as optional peers
const gpu = (name) => /-(cuda|cuda-ext|vulkan)$/.test(name);
// 1.0.0: what the workspace root's overrides put in their place (npm 10's `npm ci` checks peers against that)
const lists = (pick, or = "") =>
  JSON.stringify(
    Object.entries(nlc.optionalDependencies)
      .filter(([name]) => pick(name))
      .map(([name, version]) => [name, version + or])
      .sort(),
  );
const mine = (list) => JSON.stringify(Object.entries(list).sort());
if (mine(own.optionalDependencies) !== lists((name) => !gpu(name)))
  throw new Error(`package.json: optionalDependencies must be ${lists((name) => !gpu(name))}`);
const peers = lists(gpu, " || 1.0.0");
if (mine(own.peerDependencies) !== peers) throw new Error(`package.json: peerDependencies must be ${peers}`);
if (Object.keys(own.peerDependencies).some((name) => !own.peerDependenciesMeta[name]?.optional))
  throw new Error("package.json: every peer must be optional");

// --- left out: they download, compile or draw progress, which getLlama({ build: "never" }) never does.
// A name that upstream begins to import and that is not here fails the build.
const stubs = {
  ipull: ["downloadFile", "downloadSequence", "DownloadStatus"],
  "simple-git": ["simpleGit"],
  ora: ["default"],
  "stdout-update": ["default"],
  "cross-spawn": ["default"],
  chmodrp: ["chmodr"],
};
let versions = 0;
let tests = 0;
const leaveOut = {
  name: "leave-out",
  setup(b) {
    b.onResolve({ filter: new RegExp(`^(${Object.keys(stubs).join("|")})$`) }, ({ path }) => ({
      path,
      namespace: "left-out",
      sideEffects: false,
    }));
    b.onLoad({ filter: /.*/, namespace: "left-out" }, ({ path }) => ({
      contents: stubs[path]
        .map((name) => {
          const head = name === "default" ? "export default" : `export const ${name} =`;
          return `${head} () => { throw new Error("${path} is not part of ${own.name}"); };`;
        })
        .join("\n"),
    }));
    // it reads the version from the package.json two folders up
    b.onLoad({ filter: /node-llama-cpp[\\/]dist[\\/]utils[\\/]getModuleVersion\.js$/ }, () => {
      versions++;
      return {
        contents: `export async function getModuleVersion() { return ${JSON.stringify(nlc.version)}; }`,
      };
    });
    // it forks its own file: that stays a file of its own
    b.onResolve({ filter: /[\\/]testBindingBinary\.js$/ }, ({ kind }) => {
      if (kind === "entry-point") return undefined;
      tests++;
      return { path: "./testBindingBinary.js", external: true };
    });
  },
};

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: {
    index: join(here, "src/index.ts"),
    testBindingBinary: join(upstream, "dist/bindings/utils/testBindingBinary.js"),
  },
  outdir: dist,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  external: ["@node-llama-cpp/*", "electron"],
  plugins: [leaveOut],
  metafile: true,
  legalComments: "inline",
  logLevel: "warning",
  // CommonJS packages inside call require() of node's own modules
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
if (versions === 0 || tests === 0)
  throw new Error("node-llama-cpp has moved getModuleVersion.js or testBindingBinary.js");

// --- what config.js looks for beside dist/
rmSync(join(here, "llama"), { recursive: true, force: true });
mkdirSync(join(here, "llama"));
for (const file of ["binariesGithubRelease.json", "llama.cpp.info.json"])
  cpSync(join(upstream, "llama", file), join(here, "llama", file));

// --- types
cpSync(join(upstream, "dist"), join(dist, "types"), {
  recursive: true,
  filter: (from) =>
    !/[\\/]dist[\\/](cli|commands)/.test(from) && (/\.d\.ts$/.test(from) || !/\.\w+$/.test(basename(from))),
});
// lifecycle-utils is bundled, so its types have to be too
const lifecycle = dirname(createRequire(join(upstream, "package.json")).resolve("lifecycle-utils"));
const types = join(dist, "types");
cpSync(lifecycle, join(types, "lifecycle-utils"), {
  recursive: true,
  filter: (from) => /\.d\.ts$/.test(from) || !/\.\w+$/.test(basename(from)),
});
for (const entry of readdirSync(types, { recursive: true })) {
  if (!entry.endsWith(".d.ts")) continue;
  const file = join(types, entry);
  const up = relative(dirname(file), join(types, "lifecycle-utils/index.js")).replaceAll("\\", "/");
  const text = readFileSync(file, "utf8");
  const local = text.replaceAll(
    /(from |import\()"lifecycle-utils"/g,
    `$1"${up.startsWith(".") ? up : `./${up}`}"`,
  );
  if (local !== text) writeFileSync(file, local);
}
writeFileSync(
  join(dist, "index.d.ts"),
  readFileSync(join(here, "src/index.ts"), "utf8").replaceAll('"node-llama-cpp"', '"./types/index.js"'),
);

// --- licences of all that is inside
const inside = new Map();
for (const output of Object.values(metafile.outputs))
  for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
    const folder = /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(resolve(file))?.[1];
    if (folder && bytesInOutput > 0) inside.set(folder, json(join(folder, "package.json")));
  }
const allowed = /^(MIT|ISC|BlueOak-1\.0\.0|Apache-2\.0|BSD-[23]-Clause)$/;
const notices = [...inside]
  .sort(([, a], [, b]) => a.name.localeCompare(b.name))
  .map(([folder, { name, version, license, repository }]) => {
    if (!allowed.test(license))
      throw new Error(`${name}@${version}: licence ${license} is not looked at yet`);
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)(\.\w+)?$/i.test(file));
    if (files.length === 0) throw new Error(`${name}@${version} has no licence file`);
    const url = typeof repository === "string" ? repository : (repository?.url ?? "");
    return [
      `${name} ${version} (${license})`,
      url,
      "",
      ...files.map((file) => readFileSync(join(folder, file), "utf8").trim()),
    ].join("\n");
  });
const line = `\n\n${"-".repeat(80)}\n\n`;
writeFileSync(
  join(here, "THIRD-PARTY-NOTICES"),
  `dist/ of ${own.name} contains code of these packages.\nThe types in dist/types and the files in llama/ are node-llama-cpp's.${line}${notices.join(line)}\n`,
);
console.log(`${own.name}: node-llama-cpp ${nlc.version} and ${inside.size - 1} packages that it uses`);
