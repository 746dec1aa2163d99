import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type ErrorCode, FlowrightError } from "@flowright/workflow/core";

/** An event of the trainer: one JSON object a line. `trainer/README.md` lists them. */
export type TrainerEvent = { event: string } & Record<string, number | string | null>;

/** In the installed package the trainer is inside of it; in the workspace it is beside `packages/`. */
function trainerFolder(): string {
  const inPackage = fileURLToPath(new URL("../../trainer/", import.meta.url));
  return existsSync(inPackage) ? inPackage : fileURLToPath(new URL("../../../../trainer/", import.meta.url));
}

/** One thread a process and memory that is kept: PyTorch trains small models several times as fast on a CPU. */
const ENVIRONMENT = {
  MALLOC_MMAP_MAX_: "0",
  MALLOC_TRIM_THRESHOLD_: "100000000000",
  MALLOC_TOP_PAD_: "100000000",
  OMP_NUM_THREADS: "1",
  PYTHONUNBUFFERED: "1",
};

/** Codes of the trainer that mean the same here. The others become TRAINER_FAILED with the code under `data`. */
const SHARED_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  "USAGE",
  "FILE_UNREADABLE",
  "MODEL_UNREADABLE",
  "MODEL_UNSUITABLE",
  "RUN_FOREIGN",
]);

function toError({ code, message, hint }: TrainerEvent): FlowrightError {
  const shared = SHARED_CODES.has(String(code)) ? (code as ErrorCode) : undefined;
  return new FlowrightError(shared ?? "TRAINER_FAILED", String(message), {
    ...(hint ? { hint: String(hint) } : {}),
    ...(shared ? {} : { data: { code } }),
  });
}

/**
 * Runs a script of the trainer in its Python environment, which uv makes and caches.
 *
 * @throws {FlowrightError} TRAINER_MISSING without uv, ABORTED after Ctrl-C, the code of an `error` event, or TRAINER_FAILED
 */
export async function runTrainer(
  script: string,
  args: readonly string[],
  onEvent: (event: TrainerEvent) => void,
): Promise<void> {
  const folder = trainerFolder();
  const requirements = join(folder, "requirements.txt");
  const environment = ["--no-project", "--python", "3.11", "--with-requirements", requirements];
  await runUv(["run", "--quiet", ...environment, "python", join(folder, script), ...args], script, onEvent);
}

/** Runs uv and hands on the JSON lines of its output. @throws {FlowrightError} As {@link runTrainer}. */
export async function runUv(
  args: readonly string[],
  name: string,
  onEvent: (event: TrainerEvent) => void = () => undefined,
): Promise<void> {
  const child = spawn("uv", args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...ENVIRONMENT },
  });
  let problem = "";
  let failure: FlowrightError | undefined;
  child.stderr.on("data", (chunk: Buffer) => {
    problem = (problem + chunk.toString()).slice(-4000);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    let event: TrainerEvent;
    try {
      event = JSON.parse(line) as TrainerEvent;
    } catch {
      problem = `${problem}${line}\n`.slice(-4000);
      return;
    }
    if (event.event === "error") failure = toError(event);
    else onEvent(event);
  });
  const ended = await new Promise<number | NodeJS.Signals | null>((done, failed) => {
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
    child.once("close", (status, signal) => done(signal ?? status));
  });
  if (ended === 130 || ended === "SIGINT")
    throw new FlowrightError(
      "ABORTED",
      "training was stopped; the same command resumes from the last checkpoint",
    );
  if (ended === 0) return;
  throw (
    failure ??
    new FlowrightError(
      "TRAINER_FAILED",
      `${name} ended with ${typeof ended === "number" ? `code ${ended}` : ended}:\n${problem.trim().split("\n").slice(-6).join("\n")}`,
      ended === "SIGKILL" || ended === 137
        ? {
            hint: "The system may have run out of memory. The same command resumes from the last checkpoint.",
          }
        : {},
    )
  );
}
