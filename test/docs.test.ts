import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}`);
const packed = packages.map((name) => `${name}/README.md`);
const pages = [".", "docs", "gold", "examples", "packages/datagen/written", "packages/flowright/models/nano"]
  .flatMap(markdownIn)
  .concat(packed);

/** GitHub's anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading));
/** Fenced and indented code has no links. */
const proseOf = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, "").replace(/^ {4}.*$/gm, "");
const linksOf = (text: string) =>
  [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

const FOLDERS =
  "packages|docs|test|scripts|trainer|gold|bench|examples|src|catalogs|dataset|schema|models|shared";
const PATH = new RegExp(`^(?:\\.\\./)*(?:${FOLDERS})/[\\w./*-]+$`);
/** Paths of the repository that a page names between backticks. */
const pathsOf = (text: string) =>
  [...proseOf(text).matchAll(/`([^`\s]+)`/g)].map(([, code = ""]) => code).filter((code) => PATH.test(code));

/** `*` stands for a part of a file's name, NAME for any. */
function exists(path: string): boolean {
  if (/\bNAME\b/.test(path)) return existsSync(join(root, dirname(path)));
  // `gold/dev` is short for gold/dev.jsonl
  if (!path.includes("*")) return existsSync(join(root, path)) || existsSync(join(root, `${path}.jsonl`));
  const [before = "", after = ""] = basename(path).split("*");
  return readdirSync(join(root, dirname(path))).some(
    (name) => name.startsWith(before) && name.endsWith(after),
  );
}

describe.each(pages)("%s", (page) => {
  const text = read(page);
  it("links to files and headings that exist", () => {
    for (const link of linksOf(text)) {
      const [file = "", heading] = link.split("#");
      const target = file ? resolve(root, dirname(page), file) : join(root, page);
      expect(existsSync(target), `${page} links to ${link}`).toBe(true);
      if (heading)
        expect(anchorsOf(readFileSync(target, "utf8")), `${page} links to ${link}`).toContain(heading);
    }
  });
  it("names only paths that exist", () => {
    for (const path of pathsOf(text)) {
      expect(exists(path), `${page} names ${path}`).toBe(true);
    }
  });
  it("names only npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json"));
    for (const [, name = ""] of text.matchAll(/npm run ([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(name);
  });
});

describe("READMEs of packages", () => {
  it.each(packed)("%s links only to files that npm packs", (page) => {
    const folder = dirname(page);
    const { files } = JSON.parse(read(`${folder}/package.json`)) as { files: string[] };
    for (const link of linksOf(read(page)))
      expect(
        files.some((name) => link.startsWith(name)),
        `${page} links to ${link}`,
      ).toBe(true);
  });
});

describe("README.md", () => {
  const lines = read("README.md").trimEnd().split("\n");
  it("fits on two screens", () => {
    expect(lines.length).toBeLessThanOrEqual(110);
    for (const line of lines.filter((line) => !line.startsWith("    ")))
      expect(line.length).toBeLessThanOrEqual(120);
  });
  it("has the request of the picture", () => {
    const [, request = ""] = /npx flowright generate "([^"]+)"/.exec(lines.join("\n")) ?? [];
    const shown = [...read("docs/picture.svg").matchAll(/<text[^>]*>(.*)<\/text>/g)].map(([, row = ""]) =>
      row.trim(),
    );
    expect(shown.join(" ")).toContain(`npx flowright generate "${request}"`);
  });
});

describe("package.json files", () => {
  it("name no public address, or all the same one with their own folder", () => {
    const manifests = ["", ...packages].map((folder) => ({
      folder,
      ...JSON.parse(read(join(folder, "package.json"))),
    }));
    const [{ repository }] = manifests as [{ repository?: { url: string } }];
    for (const manifest of manifests)
      expect(manifest.repository, manifest.name).toEqual(
        repository && { ...repository, ...(manifest.folder ? { directory: manifest.folder } : {}) },
      );
  });
});
