import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import {
  type Agreement,
  judge,
  judgeAgreement,
  RUBRIC_VERSION,
  readRun,
  type Verdict,
} from "@flowright/evaluate";
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
/** A line of `verdicts.jsonl`. */
type StoredVerdict = Verdict & { judge: string; rubric: string };

/** The stored verdicts of this judge by this rubric. A line that is incomplete is left out, and its answer judged again. */
function readVerdicts(file: string, judgeId: string): StoredVerdict[] {
  if (!existsSync(file)) return [];
  return readText(file)
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as StoredVerdict];
      } catch {
        return [];
      }
    })
    .filter((verdict) => verdict.judge === judgeId && verdict.rubric === RUBRIC_VERSION);
}

const numberText = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : "–");

function agreementText(judgeId: string, agreement: Agreement, noVerdict: number): string {
  const { verdicts, score, right, wrong, flowSim, flowSimWithInputs } = agreement;
  return `${pc.bold(printable(judgeId))} on ${verdicts} answers${noVerdict ? `, no verdict on ${noVerdict}` : ""}
  mean score (1 to 5)      ${numberText(score.mean)}  [${numberText(score.low)}, ${numberText(score.high)}]
  of right answers         ${numberText(right)}
  of all others            ${numberText(wrong)}
  rank correlation with    FlowSim ${numberText(flowSim)}, with inputs ${numberText(flowSimWithInputs)}
`;
}

async function run(folder: string, options: Options): Promise<void> {
  const signal = abortOnInterrupt();
  const { results } = readRun(folder);
  const model = await openModel(options);
  const progress = new Progress();
  const file = join(folder, "verdicts.jsonl");
  try {
    const verdicts: Verdict[] = readVerdicts(file, model.id);
    const judged = new Set(verdicts.map(({ id, run: round }) => `${id}#${round}`));
    const open = results.flatMap((result) =>
      result.workflow && !judged.has(`${result.id}#${result.run}`)
        ? [{ ...result, workflow: result.workflow }]
        : [],
    );
    let noVerdict = 0;
    for (const [done, result] of open.entries()) {
      try {
        const verdict = await judge(result, model, signal);
        verdicts.push(verdict);
        appendFileSync(file, `${JSON.stringify({ ...verdict, judge: model.id, rubric: RUBRIC_VERSION })}\n`);
      } catch (error) {
        if (!FlowrightError.is(error) || error.code !== "MODEL_FAILED") throw error;
        noVerdict++;
      }
      progress.update(`${bar((done + 1) / open.length)} ${done + 1} of ${open.length} answers`);
    }
    progress.done();
    const agreement = judgeAgreement(verdicts, results);
    // `silent` is the name of `noVerdict` in version 0.1.0; it will be dropped after the next version.
    const json = { judge: model.id, rubric: RUBRIC_VERSION, noVerdict, silent: noVerdict, ...agreement };
    process.stdout.write(
      options.json ? `${JSON.stringify(json)}\n` : agreementText(model.id, agreement, noVerdict),
    );
  } finally {
    progress.done();
    await model.dispose();
  }
}

export const judgeCommand = new Command("judge")
  .argument("<folder>", "run folder of `flowright evaluate -o`; verdicts are stored in it")
  .requiredOption("-m, --model <model>", "the judge")
  .option("--rpm <n>", "model calls a minute, for models behind HTTP (default: no limit)", positive)
  .option("--json", "print the agreement as JSON")
  .addHelpText(
    "after",
    `
No score of flowright depends on a judge. A judge does not see the right answers.
Example:
  $ flowright judge runs/dev --model openai:gpt-4.1-mini
${MODEL_HELP}`,
  )
  .action(run);
