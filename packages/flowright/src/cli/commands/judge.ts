import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { judge, judgeAgreement, RUBRIC_VERSION, readRun, type Verdict } from "@flowright/evaluate";
import { FlowrightError, printable } from "@flowright/workflow/core";
import { readText } from "@flowright/workflow/node";
import { Command } from "commander";
import pc from "picocolors";
import { MODEL_HELP, openModel } from "../model.js";
import { bar, Progress } from "../progress.js";
import { abortOnInterrupt } from "../signals.js";
import { positive } from "../values.js";

interface Options {
  model: string;
  rpm?: number;
  json?: boolean;
}
type Kept = Verdict & { judge: string; rubric: string };

/** Verdicts of this judge that are there already; a line that was cut off is asked again. */
function keptIn(file: string, judgeId: string): Kept[] {
  if (!existsSync(file)) return [];
  return readText(file)
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Kept];
      } catch {
        return [];
      }
    })
    .filter((one) => one.judge === judgeId && one.rubric === RUBRIC_VERSION);
}

async function run(folder: string, options: Options): Promise<void> {
  const signal = abortOnInterrupt();
  const { results } = readRun(folder);
  const model = await openModel(options);
  const progress = new Progress();
  const file = join(folder, "verdicts.jsonl");
  try {
    const verdicts: Verdict[] = keptIn(file, model.id);
    const known = new Set(verdicts.map(({ id, run: round }) => `${id}#${round}`));
    const open = results.flatMap((one) =>
      one.workflow && !known.has(`${one.id}#${one.run}`) ? [{ ...one, workflow: one.workflow }] : [],
    );
    let silent = 0;
    for (const [done, one] of open.entries()) {
      try {
        const verdict = await judge(one, model, signal);
        verdicts.push(verdict);
        appendFileSync(file, `${JSON.stringify({ ...verdict, judge: model.id, rubric: RUBRIC_VERSION })}\n`);
      } catch (error) {
        if (!FlowrightError.is(error) || error.code !== "MODEL_FAILED") throw error;
        silent++;
      }
      progress.update(`${bar((done + 1) / open.length)} ${done + 1} of ${open.length} answers`);
    }
    progress.done();
    const said = { judge: model.id, rubric: RUBRIC_VERSION, silent, ...judgeAgreement(verdicts, results) };
    if (options.json) process.stdout.write(`${JSON.stringify(said)}\n`);
    else {
      const number = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : "–");
      const { mean, low, high } = said.score;
      process.stdout.write(`${pc.bold(printable(model.id))} on ${said.verdicts} answers${silent ? `, no verdict on ${silent}` : ""}
  mean score (1 to 5)      ${number(mean)}  [${number(low)}, ${number(high)}]
  answers that are right   ${number(said.right)}
  all others               ${number(said.wrong)}
  rank correlation with    FlowSim ${number(said.flowSim)}, with inputs ${number(said.flowSimWithInputs)}
`);
    }
  } finally {
    progress.done();
    await model.dispose();
  }
}

export const judgeCommand = new Command("judge")
  .argument("<folder>", "what `flowright evaluate -o` wrote; verdicts are kept in it")
  .requiredOption("-m, --model <model>", "the judge")
  .option("--rpm <n>", "calls a minute, for models behind HTTP (default: no limit)", positive)
  .option("--json", "print the agreement for machines")
  .addHelpText(
    "after",
    `
A judge is a second opinion: no score of flowright depends on one. It does not see the right answers.
Example:
  $ flowright judge runs/dev --model openai:gpt-4.1-mini
${MODEL_HELP}`,
  )
  .action(run);
