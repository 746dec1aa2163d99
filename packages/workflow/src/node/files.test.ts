import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseNotation } from "../document/index.js";
import { loadCatalog, readJson, readText } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "flowright-files-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe("files with a byte order mark", () => {
  it("are read as text without it", () => {
    expect(readText(file("request.txt", "\uFEFFtext me"))).toBe("text me");
  });
  it("are read as JSON", () => {
    expect(readJson(file("flow.json", '\uFEFF{"version": 1}'), "WORKFLOW_INVALID")).toEqual({ version: 1 });
  });
  it("are read as a catalogue", () => {
    const core = fileURLToPath(new URL("../../catalogs/core/catalog.json", import.meta.url));
    const marked = file("catalog.json", `\uFEFF${readFileSync(core, "utf8")}`);
    expect(loadCatalog(marked).steps.length).toBe(loadCatalog(core).steps.length);
  });
  it("are read as notation, also with Windows line ends", () => {
    const source =
      'on jira.issue.created // an issue is created\r\nsms.message.send phone="me" // text me\r\n';
    expect(parseNotation(`\uFEFF${source}`)).toEqual(parseNotation(source.replaceAll("\r", "")));
  });
});
