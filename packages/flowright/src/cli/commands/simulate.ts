import type { Catalog } from "@flowright/workflow/catalog";
import { FlowrightError, printable } from "@flowright/workflow/core";
import { readJson } from "@flowright/workflow/node";
import { simulate, type TraceEntry } from "@flowright/workflow/simulate";
import { Command } from "commander";
import pc from "picocolors";
import { openCatalog } from "../catalog.js";
import { openWorkflow } from "../workflow.js";

interface Options {
  data?: string;
  catalog?: string;
  json?: boolean;
}

/** Data for a run: outputs of the trigger and of steps, and decisions of conditions in words. */
interface Data {
  trigger?: unknown;
  /** By step id or by the step's id in the catalogue; {"error": "…"} alone makes it fail. */
  outputs?: Record<string, unknown>;
  /** By step id. */
  decisions?: Record<string, boolean>;
}

function readData(file: string | undefined): Data {
  if (file === undefined) return {};
  const data = readJson(file, "USAGE");
  if (typeof data !== "object" || data === null || Array.isArray(data))
    throw new FlowrightError("USAGE", `${file} has to be an object with "trigger", "outputs" or "decisions"`);
  return data as Data;
}

const failure = (output: unknown): string | undefined => {
  if (typeof output !== "object" || output === null || Object.keys(output).length !== 1) return undefined;
  const { error } = output as { error?: unknown };
  return typeof error === "string" ? error : undefined;
};

function line({ kind, id, rounds, use, inputs, says, holds, error }: TraceEntry, catalog: Catalog): string {
  const where = `${"  ".repeat(rounds.length)}${pc.dim(id)}${rounds.length ? pc.dim(`[${rounds.map((round) => round + 1).join(".")}]`) : ""}`;
  const given = Object.entries(inputs ?? {}).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const title = use === undefined ? kind : (catalog.get(use)?.title ?? use);
  if (kind === "decision") return `${where} ${pc.cyan("decide")} “${says}”: ${holds ? "yes" : "no"}`;
  const end = error === undefined ? "" : ` ${pc.red(`failed: ${error}`)}`;
  return `${where} ${pc.bold(title)} ${use ? pc.dim(use) : ""} ${given.join(" ")}${end}`.trimEnd();
}

function run(file: string, options: Options): void {
  const catalog = openCatalog(options);
  const workflow = openWorkflow(file, catalog);
  const { trigger, outputs = {}, decisions = {} } = readData(options.data);
  const trace = simulate(workflow, catalog, {
    ...(trigger === undefined ? {} : { trigger }),
    decide: (_, id) => decisions[id] ?? true,
    ...(Object.keys(outputs).length
      ? {
          act: (use, _, id, sample) => {
            const output = outputs[id] ?? outputs[use] ?? sample();
            const error = failure(output);
            if (error !== undefined) throw new Error(error);
            return output;
          },
        }
      : {}),
  });
  if (options.json) process.stdout.write(trace.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  else
    process.stdout.write(
      `${trace.map((entry) => printable(line(entry, catalog))).join("\n") || "the workflow has no steps to run"}\n${pc.dim(`${trace.length} entries; nothing was sent anywhere`)}\n`,
    );
}

export const simulateCommand = new Command("simulate")
  .argument("<file>", "a workflow document")
  .option(
    "--data <file>",
    'JSON with "trigger", "outputs" by step and "decisions" by step (default: sample data)',
  )
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .option("--json", "print one JSON line for each entry")
  .addHelpText(
    "after",
    `
In "outputs", {"error": "…"} makes a step fail. Conditions in words hold unless "decisions" says false.
Example:
  $ echo '{"trigger": {"priority": "high"}, "outputs": {"s2": {"error": "timeout"}}}' > data.json
  $ flowright simulate flow.json --data data.json`,
  )
  .action(run);
