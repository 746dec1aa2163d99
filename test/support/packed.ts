import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packages, root } from "./imports.js";

/**
 * A project that has installed the packed tarballs of every workspace, and nothing of the repository but the packages
 * that they depend on. Needs the build; no network.
 */
export function installPacked(): string {
  const project = mkdtempSync(join(tmpdir(), "flowright-consumer-"));
  const tarballs = join(project, "tarballs");
  const modules = join(project, "node_modules");
  mkdirSync(tarballs);
  mkdirSync(join(modules, "@flowright"), { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  const workspaces = packages.flatMap(({ folder }) => ["-w", `packages/${folder}`]);
  const packed: { name: string; filename: string }[] = JSON.parse(
    execFileSync(
      "npm",
      ["pack", ...workspaces, "--ignore-scripts", "--json", "--pack-destination", tarballs],
      { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    ),
  );
  for (const { name, filename } of packed) {
    const target = join(modules, name);
    mkdirSync(target, { recursive: true });
    execFileSync("tar", ["xzf", join(tarballs, filename), "-C", target, "--strip-components=1"]);
  }
  const own = new Set(["@flowright", "flowright", ...readdirSync(modules)]);
  for (const name of readdirSync(join(root, "node_modules")))
    if (!own.has(name) && !name.startsWith("."))
      symlinkSync(join(root, "node_modules", name), join(modules, name));
  return project;
}

/** Writes a file into a project, and says where. */
export function put(project: string, name: string, text: string): string {
  const file = join(project, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
