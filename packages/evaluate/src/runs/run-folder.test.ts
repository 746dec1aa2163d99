import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mockModel } from "@flowright/generate/testing";
import { FlowrightError } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { goldSet } from "../cases/index.js";
import { evaluate } from "./evaluate.js";
import { readRun } from "./run-files.js";
import { RunFolder } from "./run-folder.js";
import { summarize } from "./summary.js";

const catalog = coreCatalog();
const REQUEST = "text me";
const cases = (n: number) =>
  Array.from({ length: n }, (_, i) =>
    JSON.stringify({ id: `c${i}`, request: REQUEST, workflows: ["sms.message.send // text me"] }),
  ).join("\n");
const model = () =>
  mockModel(({ prompt }) =>
    prompt.startsWith("<|outline|>") ? "<|manual|> text me<|use|> sms message send<|;|>" : "",
  );
const folder = () => join(mkdtempSync(join(tmpdir(), "flowright-run-")), "run");
const manifest = (more: object = {}) => ({
  format: "flowright-run" as const,
  version: 1 as const,
  flowright: "0",
  model: "mock",
  set: "x",
  cases: 3,
  skipped: 0,
  setHash: "h",
  settings: {},
  machine: "m",
  node: "n",
  started: "s",
  ...more,
});
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return FlowrightError.is(error) ? `${error.code} ${error.data.line ?? ""}`.trim() : String(error);
  }
  return "nothing thrown";
};

describe("a run folder", () => {
  it("continues where it was stopped: nothing is lost and nothing is run twice", async () => {
    const path = folder();
    const set = goldSet(cases(3), catalog, "x");
    const control = new AbortController();
    const first = new RunFolder(path, manifest());
    const stopped = evaluate(set, {
      model: model(),
      folder: first,
      concurrency: 1,
      signal: control.signal,
      onResult: () => control.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: "ABORTED" });
    first.close();
    // a kill in the middle of a line
    appendFileSync(join(path, "results.jsonl"), '{"id":"c1","state":"sco');
    const second = new RunFolder(path, manifest({ machine: "another", started: "later" }));
    expect([...second.completed.keys()]).toEqual(["c0#0"]);
    const again = model();
    const results = await evaluate(set, { model: again, folder: second });
    second.close();
    expect(results.map((result) => result.id)).toEqual(["c0", "c1", "c2"]);
    expect(again.calls.filter((call) => call.prompt.startsWith("<|outline|>"))).toHaveLength(2);
    expect(
      readFileSync(join(path, "results.jsonl"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).id)
        .sort(),
    ).toEqual(["c0", "c1", "c2"]);
  });
  it("is never shared by two runs", () => {
    const path = folder();
    const first = new RunFolder(path, manifest());
    expect(code(() => new RunFolder(path, manifest()))).toBe("RUN_BUSY");
    first.close();
    expect(code(() => new RunFolder(path, manifest({ flowright: "1" })))).toBe("RUN_FOREIGN");
    expect(code(() => new RunFolder(path, manifest({ setHash: "other" })))).toBe("RUN_FOREIGN");
    writeFileSync(join(path, "manifest.json"), "{");
    expect(code(() => new RunFolder(path, manifest()))).toBe("RUN_FOREIGN");
    expect(existsSync(join(path, "run.lock"))).toBe(false);
    // a process that died without releasing the lock
    writeFileSync(join(path, "run.lock"), "999999999");
    rmSync(join(path, "manifest.json"));
    new RunFolder(path, manifest()).close();
  });
  it("names a disk that cannot be written to", async () => {
    const path = folder();
    const run = new RunFolder(path, manifest());
    rmSync(path, { recursive: true });
    await expect(
      evaluate(goldSet(cases(1), catalog, "x"), { model: model(), folder: run }),
    ).rejects.toMatchObject({
      code: "FILE_UNWRITABLE",
    });
    const file = `${path}.txt`;
    writeFileSync(file, "not a folder");
    expect(code(() => new RunFolder(file, manifest()))).toBe("FILE_UNWRITABLE");
  });
  it("of version 0.1.0 is read, with features under the names of today", () => {
    const path = folder();
    new RunFolder(path, manifest()).close();
    const line = {
      id: "c0",
      state: "model_failed",
      request: REQUEST,
      run: 0,
      features: ["has: part that nothing serves", "trigger: by hand", "steps: 1–2"],
      recall: null,
      seconds: 1,
      answers: [""],
      error: { code: "MODEL_FAILED", message: "x" },
    };
    writeFileSync(join(path, "results.jsonl"), `\uFEFF${JSON.stringify(line)}\r\n`);
    const { results } = readRun(path);
    expect(results).toHaveLength(1);
    expect(Object.keys(summarize(results).features)).toEqual([
      "has: placeholder",
      "steps: 1–2",
      "trigger: manual",
    ]);
  });
});
