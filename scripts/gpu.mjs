// Fetches the GPU binaries of llama.cpp that a normal install leaves out (600 MB), for the installed node-llama-cpp.
// Usage: npm run gpu -- cuda | vulkan
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const kind = process.argv[2];
const platform = { linux: "linux-x64", win32: "win-x64" }[process.platform];
if ((kind !== "cuda" && kind !== "vulkan") || !platform || process.arch !== "x64") {
  console.error(
    "Usage: npm run gpu -- cuda|vulkan   (Linux and Windows on x64; on a Mac, Metal is always there)",
  );
  process.exit(2);
}
const root = fileURLToPath(new URL("..", import.meta.url));
const { devDependencies } = JSON.parse(readFileSync(join(root, "packages/llama/package.json"), "utf8"));
const version = devDependencies["node-llama-cpp"];
const names = kind === "cuda" ? [`${platform}-cuda`, `${platform}-cuda-ext`] : [`${platform}-vulkan`];
const folder = mkdtempSync(join(tmpdir(), "flowright-gpu-"));
try {
  const packages = names.map((name) => `@node-llama-cpp/${name}@${version}`);
  console.log(`fetching ${packages.join(" and ")} …`);
  execFileSync("npm", ["install", "--prefix", folder, "--no-save", "--ignore-scripts", ...packages], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  for (const name of names) {
    const target = join(root, "node_modules/@node-llama-cpp", name);
    rmSync(target, { recursive: true, force: true });
    cpSync(join(folder, "node_modules", "@node-llama-cpp", name), target, { recursive: true });
  }
  console.log("done: use it with `flowright generate --gpu --model FILE.gguf`");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
