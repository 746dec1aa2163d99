import { printable } from "@flowright/workflow/core";
import pc from "picocolors";
import type { Estimate, RunManifest, RunSummary } from "../runs/index.js";
import { html, page, percent, plot, share } from "./html.js";

const interval = ({ mean, low, high }: Estimate): string =>
  Number.isFinite(mean) ? `${mean.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]` : "–";

const known = (seconds: number): string => (Number.isFinite(seconds) ? seconds.toFixed(2) : "unknown");

/** The scores of a run with their names, in the order in which they are told. */
const scores = (summary: RunSummary): [string, Estimate][] => [
  ["FlowSim, outline", summary.flowSim],
  ["FlowSim, with inputs", summary.flowSimWithInputs],
  ["exact outline", summary.exact],
  ["exact, with inputs", summary.exactWithInputs],
  ["TreeBLEU", summary.treeBleu],
  ["trigger match", summary.triggerMatch],
  ["valid", summary.valid],
  ["recall of candidates", summary.recallAt15],
  ["annotation F1", summary.annotations],
];

/** pass^k, where the cases were run more than once. */
const passes = ({ passHat }: RunSummary): [string, Estimate][] => [
  ...passHat.exact.map((value, i): [string, Estimate] => [`exact outline, pass^${i + 1}`, value]),
  ...passHat.exactWithInputs.map((value, i): [string, Estimate] => [`exact, pass^${i + 1}`, value]),
];

/** A run as a table for the terminal. */
export function runText(manifest: RunManifest, summary: RunSummary): string {
  const out = [
    `${pc.bold(printable(manifest.model))} on ${printable(manifest.set)}: ${summary.cases} cases${summary.runs > 1 ? `, ${summary.runs} runs of each` : ""}, ${summary.scored} scored, ${summary.modelFailed} model failures, ${summary.harnessErrors} harness errors, ${summary.skipped} skipped`,
    "",
    ...scores(summary).map(([name, value]) => `  ${name.padEnd(22)} ${interval(value)}`),
    `  ${"invented".padEnd(22)} ${summary.inventedSteps} steps, ${summary.inventedInputs} inputs, ${summary.inventedArtifacts} artifacts`,
    ...passes(summary).map(([name, value]) => `  ${name.padEnd(22)} ${interval(value)}`),
    `  ${"placeholders".padEnd(22)} precision ${summary.placeholders.precision === null ? "–" : percent(summary.placeholders.precision)}, recall ${summary.placeholders.recall === null ? "–" : percent(summary.placeholders.recall)} of ${summary.placeholders.wanted}`,
    `  ${"inputs right".padEnd(22)} ${Object.entries(summary.fields)
      .map(([kind, { right, total }]) => `${kind} ${right}/${total}`)
      .join(", ")}`,
    `  ${"seconds a case".padEnd(22)} median ${known(summary.seconds.p50)}, 95th percentile ${known(summary.seconds.p95)}`,
    "",
    `${pc.bold("Where FlowSim with inputs is lost")} (points of the mean): retrieval ${percent(summary.lostIn.retrieval)}, outline ${percent(summary.lostIn.outline)}, inputs ${percent(summary.lostIn.inputs)}`,
    "",
    pc.bold("By feature                            cases  FlowSim  exact  share of what is lost"),
    ...Object.entries(summary.features).map(
      ([name, group]) =>
        `  ${name.padEnd(36)} ${String(group.cases).padStart(4)}   ${group.flowSim.toFixed(3)}  ${percent(group.exact).padStart(6)}  ${percent(group.lost).padStart(6)}`,
    ),
    "",
    pc.bold("By kind of error"),
    ...Object.entries(summary.errors)
      .sort(([, a], [, b]) => b.count - a.count)
      .map(
        ([kind, { count, cases }]) => `  ${kind.replaceAll("_", " ").padEnd(18)} ${count} in ${cases} cases`,
      ),
    "",
    pc.bold("Worst"),
    ...summary.worst
      .slice(0, 5)
      .flatMap(({ id, request, flowSim, edits }) => [
        `  ${id}  ${flowSim.toFixed(2)}  ${printable(request.replace(/\s+/g, " ").slice(0, 110))}`,
        ...edits.slice(0, 4).map((edit) => pc.dim(`      ${printable(edit)}`)),
      ]),
  ];
  return `${out.join("\n")}\n`;
}

/** A run as one self-contained page. Every text that comes from outside is escaped. */
export function runHtml(manifest: RunManifest, summary: RunSummary): string {
  const most = Math.max(1, ...Object.values(summary.errors).map(({ count }) => count));
  return page(
    `${manifest.model} on ${manifest.set}`,
    `<h1>${html(manifest.model)} on ${html(manifest.set)}</h1>
<p>${summary.cases} cases${summary.runs > 1 ? `, ${summary.runs} runs of each` : ""}: ${summary.scored} scored, ${summary.modelFailed} model failures (they score 0), ${summary.harnessErrors} harness errors (left out), ${summary.skipped} skipped. Flowright ${html(manifest.flowright)}, ${html(manifest.machine)}, ${html(manifest.started)}. Cases ${html(manifest.setHash.slice(0, 12))}…</p>
<h2>Scores</h2><p>Mean and 95% bootstrap interval over cases.</p><table>${[...scores(summary), ...passes(summary)].map(plot).join("")}</table>
<p>Invented: ${summary.inventedSteps} steps, ${summary.inventedInputs} inputs, ${summary.inventedArtifacts} artifacts (literals that the request does not say). Seconds a case, median: ${known(summary.seconds.p50)}.</p>
<h2>Where the score is lost</h2><p>Points of mean FlowSim with inputs. Retrieval: a right step was not among the candidates.</p>
<table>${Object.entries(summary.lostIn)
      .map(([stage, value]) => share(stage, value, ""))
      .join("")}</table>
<h2>By feature</h2><p>Share of all lost outline score in cases with the feature; a case has several.</p>
<table>${Object.entries(summary.features)
      .map(([name, group]) =>
        share(
          name,
          group.lost,
          `${group.cases} cases, FlowSim ${group.flowSim.toFixed(3)}, exact ${percent(group.exact)}`,
        ),
      )
      .join("")}</table>
<h2>By kind of error</h2><table>${Object.entries(summary.errors)
      .sort(([, a], [, b]) => b.count - a.count)
      .map(([kind, { count, cases }]) =>
        share(kind.replaceAll("_", " "), count / most, `in ${cases} cases`, String(count)),
      )
      .join("")}</table>
<h2>Worst cases</h2><ol>${summary.worst
      .map(
        ({ id, request, flowSim, edits }) =>
          `<li><b>${html(id)}</b> ${flowSim.toFixed(2)}: ${html(request)}<ul>${edits.map((edit) => `<li>${html(edit)}</li>`).join("")}</ul></li>`,
      )
      .join("")}</ol>`,
  );
}
