import { printable } from "@flowright/workflow/core";
import pc from "picocolors";
import type { RunManifest, RunSummary } from "../runs/index.js";
import type { Estimate } from "../statistics/index.js";
import { percent } from "./html.js";
import {
  casesText,
  errorRows,
  inventedText,
  passRows,
  scoreRows,
  secondsText,
  sizeText,
} from "./run-rows.js";

const interval = ({ mean, low, high }: Estimate): string =>
  Number.isFinite(mean) ? `${mean.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]` : "–";

const share = (value: number | null): string => (value === null ? "–" : percent(value));

const line = (name: string, value: string): string => `  ${name.padEnd(22)} ${value}`;

/** A run as tables for the terminal. */
export function runText(manifest: RunManifest, summary: RunSummary): string {
  const { placeholders, seconds, lostIn } = summary;
  const out = [
    `${pc.bold(printable(manifest.model))} on ${printable(manifest.set)}: ${sizeText(summary)}, ${summary.scored} scored, ${summary.modelFailed} model failures, ${summary.harnessErrors} harness errors, ${summary.skipped} skipped`,
    "",
    ...scoreRows(summary).map(([name, value]) => line(name, interval(value))),
    line("invented", inventedText(summary)),
    ...passRows(summary).map(([name, value]) => line(name, interval(value))),
    line(
      "placeholders",
      `precision ${share(placeholders.precision)}, recall ${share(placeholders.recall)} of ${placeholders.wanted}`,
    ),
    line(
      "inputs right",
      Object.entries(summary.fields)
        .map(([kind, { right, total }]) => `${kind} ${right}/${total}`)
        .join(", "),
    ),
    line(
      "seconds per case",
      `median ${secondsText(seconds.p50)}, 95th percentile ${secondsText(seconds.p95)}`,
    ),
    "",
    `${pc.bold("Where FlowSim with inputs is lost")} (points of the mean): retrieval ${percent(lostIn.retrieval)}, outline ${percent(lostIn.outline)}, inputs ${percent(lostIn.inputs)}`,
    "",
    pc.bold("By feature                            cases  FlowSim  exact  share of the loss"),
    ...Object.entries(summary.features).map(
      ([name, group]) =>
        `  ${name.padEnd(36)} ${String(group.cases).padStart(4)}   ${group.flowSim.toFixed(3)}  ${percent(group.exact).padStart(6)}  ${percent(group.lost).padStart(6)}`,
    ),
    "",
    pc.bold("By kind of error"),
    ...errorRows(summary).map(
      ([kind, { count, cases }]) => `  ${kind.padEnd(18)} ${count} in ${casesText(cases)}`,
    ),
    "",
    pc.bold("Worst cases"),
    ...summary.worst
      .slice(0, 5)
      .flatMap(({ id, request, flowSim, edits }) => [
        `  ${id}  ${flowSim.toFixed(2)}  ${printable(request.replace(/\s+/g, " ").slice(0, 110))}`,
        ...edits.slice(0, 4).map((edit) => pc.dim(`      ${printable(edit)}`)),
      ]),
  ];
  return `${out.join("\n")}\n`;
}
