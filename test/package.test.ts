import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as flowright from "flowright";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("the package", () => {
  it("works as a library", async () => {
    const { workflow } = await flowright.generate("get the weather for Montreal and text me");
    expect(workflow.steps).not.toEqual([]);
    expect(
      flowright.validate(workflow, flowright.coreCatalog()).filter((issue) => issue.severity === "error"),
    ).toEqual([]);
  });
  it.each([
    "build-catalog.mjs",
    "build-schema.mjs",
    "build-gold.mjs",
    "build-domains.mjs",
    "engines-table.mjs",
  ])("generated files are up to date: %s", (script) => {
    execFileSync(process.execPath, [`scripts/${script}`, "--check"], { cwd: root });
  });
});
