import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { FlowrightError } from "@flowright/workflow/core";
import { Command } from "commander";
import pc from "picocolors";
import { bar, clock, Progress } from "../progress.js";

const TRAINER = fileURLToPath(new URL("../../../../../trainer/", import.meta.url));

interface Options {
  data: string;
  out: string;
  minutes: string;
  processes: string;
  vocab: string;
  start?: string;
  name: string;
  args?: string[];
}
type Report = { event: string } & Record<string, number | string>;

/** What makes PyTorch several times faster on small models on the CPU: one thread a process, memory kept. */
const ENVIRONMENT = {
  MALLOC_MMAP_MAX_: "0",
  MALLOC_TRIM_THRESHOLD_: "100000000000",
  MALLOC_TOP_PAD_: "100000000",
  OMP_NUM_THREADS: "1",
  PYTHONUNBUFFERED: "1",
};

/** Runs a stage of the trainer and hands on its reports. @throws {FlowrightError} TRAINER_MISSING, TRAINER_FAILED, ABORTED */
async function stage(script: string, args: string[], onReport: (report: Report) => void): Promise<void> {
  const child = spawn(
    "uv",
    [
      "run",
      "--quiet",
      "--no-project",
      "--python",
      "3.11",
      "--with-requirements",
      join(TRAINER, "requirements.txt"),
      "python",
      join(TRAINER, script),
      ...args,
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...ENVIRONMENT },
    },
  );
  let problem = "";
  child.stderr.on("data", (chunk: Buffer) => {
    problem = (problem + chunk.toString()).slice(-4000);
  });
  const reports = createInterface({ input: child.stdout });
  reports.on("line", (line) => {
    try {
      onReport(JSON.parse(line) as Report);
    } catch {
      problem = `${problem}${line}\n`.slice(-4000);
    }
  });
  const code = await new Promise<number | null>((done, failed) => {
    child.once("error", (cause: NodeJS.ErrnoException) =>
      failed(
        cause.code === "ENOENT"
          ? new FlowrightError("TRAINER_MISSING", "training needs uv, which was not found", {
              cause,
              hint: "Install it from PyPI: pip install uv.",
            })
          : cause,
      ),
    );
    child.once("close", (status, signal) => done(signal === "SIGINT" ? 130 : status));
  });
  if (code === 130)
    throw new FlowrightError(
      "ABORTED",
      "training was stopped; the same command goes on from the last checkpoint",
    );
  if (code !== 0)
    throw new FlowrightError(
      "TRAINER_FAILED",
      `${script} ended with code ${code}:\n${problem.trim().split("\n").slice(-6).join("\n")}`,
    );
}

async function run(options: Options): Promise<void> {
  const data = resolve(options.data);
  const out = resolve(options.out);
  if (!existsSync(join(data, "train.jsonl")))
    throw new FlowrightError("FILE_UNREADABLE", `there is no train.jsonl in ${options.data}`, {
      hint: "Make one: flowright dataset -o data/",
    });
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const tokenizer = join(out, "tokenizer.json");
  const start =
    options.start === "nano"
      ? (await import("../../nano.js")).NANO_FILE
      : options.start && resolve(options.start);
  if (start && !existsSync(start))
    throw new FlowrightError("FILE_UNREADABLE", `there is no file ${options.start}`, {
      hint: "--start takes a GGUF file that flowright train wrote, or nano.",
    });
  if (!start && !existsSync(tokenizer))
    await stage("tokenizer.py", ["--data", data, "--out", tokenizer, "--vocab", options.vocab], (r) =>
      say(`tokenizer: ${r.vocab} tokens`),
    );
  const progress = new Progress();
  await stage(
    "train.py",
    [
      "--data",
      data,
      ...(start ? ["--start", start] : ["--tokenizer", tokenizer]),
      "--out",
      out,
      "--minutes",
      options.minutes,
      "--processes",
      options.processes,
      ...(options.args ?? []),
    ],
    (r) => {
      if (r.event === "start")
        say(
          `${Number(r.parameters).toLocaleString("en")} parameters, ${Number(r.examples).toLocaleString("en")} examples, on the ${r.device}${r.step ? `, going on from step ${r.step}` : ""}`,
        );
      if (r.event === "step")
        progress.update(
          `${bar(Number(r.progress))} step ${r.step}  loss ${r.loss}  ${Number(r.tokens_per_s).toLocaleString("en")} tokens/s  ${clock(Number(r.left_s))} left`,
        );
      if (r.event === "valid") {
        progress.done();
        say(
          pc.dim(
            `step ${r.step}: right answers ${r.exact}; tokens right: structure ${r.structure_right}, choice ${r.choose_right}, copy ${r.copy_right}`,
          ),
        );
      }
    },
  );
  progress.done();
  await stage(
    "export.py",
    ["--weights", join(out, "weights"), "--data", data, "--out", out, "--name", options.name],
    (r) => say(`${r.file} (${(Number(r.bytes) / 1e6).toFixed(1)} MB)`),
  );
}

export const trainCommand = new Command("train")
  .requiredOption("-d, --data <folder>", "what `flowright dataset` wrote")
  .requiredOption(
    "-o, --out <folder>",
    "where checkpoint, weights and GGUF files go; the same folder resumes",
  )
  .option("--minutes <n>", "how long", "90")
  .option("--processes <n>", "one a core, on the CPU", "1")
  .option("--start <file>", "go on from a model that was trained before; nano: the built-in one")
  .option("--vocab <n>", "size of the vocabulary", "4096")
  .option("--name <name>", "name of the model", "flowright-nano")
  .argument("[args...]", "options for trainer/train.py, after --")
  .addHelpText(
    "after",
    "\nExamples:\n  $ flowright train -d data/ -o runs/mine --minutes 30 --processes 2\n  $ flowright train -d data/ -o runs/tuned --start nano --minutes 20\n  $ flowright train -d data/ -o runs/wide -- --width 384 --depth 8 --heads 6",
  )
  .action((args: string[], options: Options) => run({ ...options, args }));
