// What an install of the packed packages costs in an empty project, without this repository's `overrides`: packages, MB on disk,
// seconds. Fails where a GPU binary, or for library users llama.cpp at all, would come along. Needs the network or a warm cache.
// npm run bench:install [-- --offline]     NPM="node …/npm-cli.js" tries another npm.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "flowright-install-"));
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const [npm, ...head] = (process.env.NPM ?? "npm").split(" ");
// the surrounding `npm run` must not configure the npm that is measured
const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_/i.test(key)));
const run = (args, cwd) =>
  execFileSync(npm, [...head, ...args], { cwd, env, stdio: ["ignore", "pipe", "inherit"] });

const pack = () => {
  const packages = readdirSync(join(root, "packages"));
  run(
    [
      "pack",
      "--silent",
      "--pack-destination",
      folder,
      ...packages.flatMap((name) => ["-w", `packages/${name}`]),
    ],
    root,
  );
  const files = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  return new Map(
    packages.map((name) => {
      const { name: full, version } = json(join(root, "packages", name, "package.json"));
      const file = `${full.replace("@", "").replace("/", "-")}-${version}.tgz`;
      assert.ok(files.includes(file), `${file} was not packed`);
      return [full, join(folder, file)];
    }),
  );
};

function install(title, wanted, forbidden) {
  const project = mkdtempSync(join(folder, "project-"));
  writeFileSync(join(project, "package.json"), '{ "name": "empty", "private": true, "type": "module" }\n');
  const began = performance.now();
  run(["install", "--no-audit", "--no-fund", ...process.argv.slice(2), ...wanted], project);
  const seconds = (performance.now() - began) / 1000;
  const installed = Object.entries(json(join(project, "package-lock.json")).packages).filter(
    ([key]) => key && existsSync(join(project, key)),
  );
  const bad = installed.filter(([key, entry]) => forbidden.test(key) || entry.hasInstallScript);
  assert.deepEqual(
    bad.map(([key]) => key),
    [],
    `${title}: these must not be installed`,
  );
  const bytes = readdirSync(join(project, "node_modules"), { recursive: true }).reduce((sum, file) => {
    const stat = statSync(join(project, "node_modules", file));
    return sum + (stat.isFile() ? stat.size : 0);
  }, 0);
  console.log(`| ${title} | ${installed.length} | ${(bytes / 1e6).toFixed(0)} | ${seconds.toFixed(0)} |`);
  return project;
}

try {
  const tarballs = pack();
  const of = (...names) => names.map((name) => tarballs.get(name));
  const inner = ["@flowright/workflow", "@flowright/engines", "@flowright/generate", "@flowright/evaluate"];
  const all = of(...inner, "@flowright/models", "@flowright/llama", "flowright");
  console.log("| install | packages | MB | seconds |\n| --- | --- | --- | --- |");
  const gpu = /-(cuda|cuda-ext|vulkan)$|\/node-llama-cpp$/;
  const project = install("flowright", all, gpu);
  const hosted = [
    ...of("@flowright/workflow", "@flowright/generate", "@flowright/models"),
    "ai@6",
    "@ai-sdk/openai@3",
  ];
  install("@flowright/generate with a hosted model", hosted, /llama/);
  install(
    "@flowright/workflow and @flowright/engines",
    of("@flowright/workflow", "@flowright/engines"),
    /llama|\/ai$/,
  );
  const bin = join(project, "node_modules/flowright/bin/flowright.js");
  const request = "when a form is submitted, email sales@acme.test";
  const answer = execFileSync(process.execPath, [bin, "generate", "--json", request], {
    cwd: project,
    env,
    encoding: "utf8",
  });
  assert.equal(JSON.parse(answer).trigger.use, "forms.form.submitted");
  console.log("\nthe installed command generates a workflow with the embedded model");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
