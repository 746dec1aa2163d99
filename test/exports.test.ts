import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { packages, root } from "./support/imports.js";

/** The names that a module exports, those of types too. */
function exportsOf(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
  const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names]) =>
    names!
      .split(",")
      .map(
        (name) =>
          name
            .trim()
            .replace(/^type /, "")
            .split(" as ")
            .at(-1)!,
      )
      .filter(Boolean),
  );
  const declared = text.matchAll(
    /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|const|let|interface|type|enum|\* as) (\w+)/gm,
  );
  const passedOn = [...text.matchAll(/^export (?:type )?\* from "(\.[^"]+)"/gm)].flatMap(([, path]) =>
    exportsOf(join(dirname(file), path!.replace(/js$/, "ts"))),
  );
  return [...listed, ...[...declared].map(([, name]) => name!), ...passedOn];
}

const doors = packages.flatMap(({ folder, name }) => {
  const manifest = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
  return Object.entries<{ default?: string }>(manifest.exports).flatMap(([path, { default: built }]) =>
    built
      ? {
          door: name + path.slice(1),
          file: join(root, "packages", folder, built.replace("./dist/", "src/").replace(/js$/, "ts")),
        }
      : [],
  );
});

describe("what the packages export", () => {
  it("is what test/fixtures/exports.txt lists, and nothing by accident (npx vitest run test/exports.test.ts -u)", async () => {
    const sections: string[] = [];
    for (const { door, file } of doors.toSorted((a, b) => (a.door < b.door ? -1 : 1))) {
      const values = Object.keys(await import(door)).sort();
      const names = new Set(exportsOf(file));
      expect(
        values.filter((name) => !names.has(name)),
        door,
      ).toEqual([]);
      const types = [...names].filter((name) => !values.includes(name)).sort();
      sections.push(
        [door, ...values.map((name) => `  ${name}`), ...types.map((name) => `  type ${name}`)].join("\n"),
      );
    }
    await expect(`${sections.join("\n\n")}\n`).toMatchFileSnapshot("fixtures/exports.txt");
  });
});
