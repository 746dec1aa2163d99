import { draw } from "@flowright/engines/terminal";
import type { Catalog } from "@flowright/workflow/catalog";
import pc from "picocolors";
import type { Comparison, ModelResult } from "../runs/index.js";
import {
  breakEven,
  DUELS_HEAD,
  duel,
  FAULTS_HEAD,
  faults,
  SCORES,
  three,
  verdict,
  work,
  workHead,
} from "./comparison-rows.js";
import { html, page, plot, share, table } from "./html.js";

const plain = (text: string): string =>
  text.replace(new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, "g"), "");

const kinds = (contenders: readonly ModelResult[]): string[] =>
  [...new Set(contenders.flatMap(({ summary }) => Object.keys(summary.errors)))].sort();

const perHundred = ({ summary }: ModelResult, kind: string): number =>
  ((summary.errors[kind as keyof typeof summary.errors]?.count ?? 0) / (summary.cases * summary.runs)) * 100;

/** A comparison as one self-contained page. */
export function comparisonHtml(comparison: Comparison, catalog: Catalog): string {
  const { models, pairwise, disagreements, set, cases, currency } = comparison;
  const longest = Math.max(...models.map(({ summary }) => summary.seconds.p95 || 0)) || 1;
  const names = models.map(({ name }) => name);
  const errors = kinds(models);
  const most = Math.max(1, ...errors.flatMap((kind) => models.map((one) => perHundred(one, kind))));
  const heat = (value: number) =>
    `<td class="num" style="background:rgba(200,85,61,${((value / most) * 0.7).toFixed(2)})">${value.toFixed(0)}</td>`;
  const left = models.filter(({ excludedCases, summary }) => excludedCases || summary.harnessErrors);
  return page(
    `Models on ${set}`,
    `<h1>${names.length} models on ${html(set)}</h1>
<p><b>${html(verdict(comparison))}</b></p>
<p>All scores are over the same ${cases} cases, which every model was given. Intervals are 95% bootstrap intervals over cases. FlowSim is the similarity of a workflow to the right one as a tree, from 0 to 1.${left.length ? ` ${html(left.map(({ name, excludedCases }) => `${name}: ${excludedCases} more cases left out, since not every model has a result for them`).join("; "))}.` : ""}</p>
<h2>Quality</h2>${SCORES.map(([name, pick]) => `<h3>${html(name)}</h3><table>${models.map((one) => plot([one.name, pick(one)])).join("")}</table>`).join("")}
<h2>Is the difference real?</h2><p>Differences between two models on the same cases, with a paired permutation test, corrected by Holm for all pairs on the same score. Effect: Cohen's d of the paired differences (0.2 is small, 0.5 medium, 0.8 large).</p>
${table(DUELS_HEAD, pairwise.map(duel))}
<h2>Validity and invention</h2><p>Invented steps and inputs are not in the catalogue; invented artifacts are literals that the request does not say. Placeholders stand for parts that nothing serves.</p>
${table(FAULTS_HEAD, models.map(faults))}
<h2>Speed, tokens, cost</h2><p>Bars: median and 95th percentile of the seconds for a whole workflow.</p>
<table>${models
      .flatMap(({ name, summary: { seconds } }) =>
        Number.isFinite(seconds.p50)
          ? [
              share(`${name}, median`, seconds.p50 / longest, "", `${seconds.p50.toFixed(2)} s`),
              share(`${name}, 95th percentile`, seconds.p95 / longest, "", `${seconds.p95.toFixed(2)} s`),
            ]
          : [],
      )
      .join("")}</table>
${table(workHead(currency), models.map(work))}
${breakEven(comparison)
  .map((line) => `<p>${html(line)}</p>`)
  .join("")}
<h2>Where the score is lost</h2><p>Points of mean FlowSim with inputs, by stage.</p>
${table(
  ["model", "retrieval", "outline", "inputs"],
  models.map(({ name, summary: { lostIn } }) => [
    name,
    ...[lostIn.retrieval, lostIn.outline, lostIn.inputs].map((value) => (value * 100).toFixed(1)),
  ]),
)}
<h3>Errors for 100 workflows, by kind</h3>
<div class="wide"><table><thead><tr><th>kind</th>${names.map((name) => `<th class="num">${html(name)}</th>`).join("")}</tr></thead>${errors
      .map(
        (kind) =>
          `<tr><th>${html(kind.replaceAll("_", " "))}</th>${models.map((one) => heat(perHundred(one, kind))).join("")}</tr>`,
      )
      .join("")}</table></div>
<h2>Where they differ most</h2>${disagreements
      .map(
        ({ id, request, answers }, i) =>
          `<details${i < 3 ? " open" : ""}><summary><b>${html(id)}</b> ${html(request)}</summary><div class="side">${answers
            .map(
              ({ name, result }) =>
                `<div><b>${html(name)}</b> ${(result.scores?.flowSimWithInputs ?? 0).toFixed(2)}<pre>${html(result.workflow ? plain(draw(result.workflow, catalog)) : `no answer: ${result.error?.message ?? "?"}`)}</pre></div>`,
            )
            .join("")}</div></details>`,
      )
      .join("")}
<h2>How it was made</h2><ul>${models
      .map(
        ({ name, manifest }) =>
          `<li><b>${html(name)}</b>: ${html(manifest.model)}, flowright ${html(manifest.flowright)}, ${html(manifest.machine)}, Node ${html(manifest.node)}, ${html(manifest.started)}; ${html(JSON.stringify(manifest.settings))}</li>`,
      )
      .join("")}</ul>`,
  );
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s+/g, " ")).join(" | ")} |`;
const grid = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map((_, i) => (i ? "---:" : "---"))), ...rows.map(row)].join("\n");

/** The same in short, as Markdown. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { models, pairwise, set, currency } = comparison;
  const quality = grid(
    ["model", ...SCORES.map(([name]) => name)],
    models.map((one) => [one.name, ...SCORES.map(([, pick]) => three(pick(one)))]),
  );
  const own = breakEven(comparison);
  return `# ${models.length} models on ${set}

${verdict(comparison)}

## Quality

${quality}

## Differences

${grid(DUELS_HEAD, pairwise.filter(({ score }) => score === "flowSim" || score === "flowSimWithInputs").map(duel))}

Paired permutation test, corrected by Holm; effect: Cohen's d of the paired differences.

## Validity and invention

${grid(FAULTS_HEAD, models.map(faults))}

## Speed, tokens, cost

${grid(workHead(currency), models.map(work))}
${own.length ? `\n${own.join("\n")}\n` : ""}`;
}

/** The most important of it for the terminal. */
export function comparisonText(comparison: Comparison): string {
  const { models, pairwise, cases, set } = comparison;
  const wide = Math.max(...models.map(({ name }) => name.length));
  const lines = models.map(
    (one) =>
      `  ${one.name.padEnd(wide)}  ${one.summary.flowSim.mean.toFixed(3)}    ${one.summary.flowSimWithInputs.mean.toFixed(3)}   ${one.summary.exact.mean.toFixed(3)}  ${one.summary.valid.mean.toFixed(3)}  ${work(one)[2]!.padStart(8)}  ${work(one)[8]}`,
  );
  const sure = pairwise.filter(({ score, adjustedP }) => score === "flowSimWithInputs" && adjustedP < 0.05);
  return `${pc.bold(`${models.length} models on ${set}`)}, ${cases} cases

${pc.dim(`  ${"".padEnd(wide)}  FlowSim  inputs  exact  valid    median  ${workHead(comparison.currency)[8]}`)}
${lines.join("\n")}

${verdict(comparison)}
${sure.map(({ a, b, difference }) => pc.dim(`  ${a} − ${b}: ${three(difference)}, significant`)).join("\n")}
`;
}
