import { draw } from "@flowright/engines/terminal";
import type { Catalog } from "@flowright/workflow/catalog";
import type { Comparison, Disagreement, ModelResult } from "../comparison/index.js";
import {
  breakEvenTexts,
  conclusion,
  costHead,
  costRow,
  PAIRWISE_HEAD,
  pairwiseRow,
  SCORES,
  VALIDITY_HEAD,
  validityRow,
} from "./comparison-rows.js";
import { estimateRow, html, page, shareRow, table } from "./html.js";

/** A comparison as one self-contained page. @param catalog for drawing the answers. */
export function comparisonHtml(comparison: Comparison, catalog: Catalog): string {
  const { models, pairwise, disagreements, set, cases, currency } = comparison;
  return page(
    `Models on ${set}`,
    `<h1>${models.length} models on ${html(set)}</h1>
<p><b>${html(conclusion(comparison))}</b></p>
<p>All scores are over the same ${cases} cases, which every model was given. Intervals are 95% bootstrap intervals over cases. FlowSim is the similarity of a workflow to the right one as a tree, from 0 to 1.${excludedText(models)}</p>
<h2>Quality</h2>${SCORES.map(([name, pick]) => `<h3>${html(name)}</h3><table>${models.map((model) => estimateRow([model.name, pick(model)])).join("")}</table>`).join("")}
<h2>Is the difference real?</h2><p>Differences between two models on the same cases, with a paired permutation test. p (Holm) is corrected for all pairs of models on the same score. Effect size: Cohen's d of the paired differences (0.2 is small, 0.5 medium, 0.8 large).</p>
${table(PAIRWISE_HEAD, pairwise.map(pairwiseRow))}
<h2>Validity and invention</h2><p>Invented steps and inputs are not in the catalogue; invented artifacts are literals that are not in the request. A placeholder stands for a part of the request that no step of the catalogue does.</p>
${table(VALIDITY_HEAD, models.map(validityRow))}
<h2>Speed, tokens, cost</h2><p>Bars: median and 95th percentile of the seconds for a whole workflow.</p>
<table>${timeRows(models)}</table>
${table(costHead(currency), models.map(costRow))}
${breakEvenTexts(comparison)
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
<h3>Errors per 100 workflows, by kind</h3>
${errorTable(models)}
<h2>Where they differ most</h2>${disagreements.map((one, i) => disagreementHtml(one, i < 3, catalog)).join("")}
<h2>Setup of the runs</h2><ul>${models
      .map(
        ({ name, manifest }) =>
          `<li><b>${html(name)}</b>: ${html(manifest.model)}, flowright ${html(manifest.flowright)}, ${html(manifest.machine)}, Node ${html(manifest.node)}, ${html(manifest.started)}; ${html(JSON.stringify(manifest.settings))}</li>`,
      )
      .join("")}</ul>`,
  );
}

function excludedText(models: readonly ModelResult[]): string {
  const excluded = models.filter(({ excludedCases, summary }) => excludedCases || summary.harnessErrors);
  if (!excluded.length) return "";
  const texts = excluded.map(
    ({ name, excludedCases }) =>
      `${name}: ${excludedCases} more cases are left out, because another model has no result for them`,
  );
  return ` ${html(texts.join("; "))}.`;
}

function timeRows(models: readonly ModelResult[]): string {
  const longest = Math.max(...models.map(({ summary }) => summary.seconds.p95 || 0)) || 1;
  return models
    .flatMap(({ name, summary: { seconds } }) =>
      Number.isFinite(seconds.p50)
        ? [
            shareRow(`${name}, median`, seconds.p50 / longest, "", `${seconds.p50.toFixed(2)} s`),
            shareRow(`${name}, 95th percentile`, seconds.p95 / longest, "", `${seconds.p95.toFixed(2)} s`),
          ]
        : [],
    )
    .join("");
}

/** Kinds of errors by model, as a heat map. */
function errorTable(models: readonly ModelResult[]): string {
  const kinds = [...new Set(models.flatMap(({ summary }) => Object.keys(summary.errors)))].sort();
  const perHundred = ({ summary }: ModelResult, kind: string): number =>
    ((summary.errors[kind as keyof typeof summary.errors]?.count ?? 0) / (summary.cases * summary.runs)) *
    100;
  const most = Math.max(1, ...kinds.flatMap((kind) => models.map((model) => perHundred(model, kind))));
  const cell = (value: number) =>
    `<td class="num" style="background:rgba(200,85,61,${((value / most) * 0.7).toFixed(2)})">${value.toFixed(0)}</td>`;
  const head = models.map(({ name }) => `<th class="num">${html(name)}</th>`).join("");
  const rows = kinds.map(
    (kind) =>
      `<tr><th>${html(kind.replaceAll("_", " "))}</th>${models.map((model) => cell(perHundred(model, kind))).join("")}</tr>`,
  );
  return `<div class="wide"><table><thead><tr><th>kind</th>${head}</tr></thead>${rows.join("")}</table></div>`;
}

const withoutColors = (text: string): string =>
  text.replace(new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, "g"), "");

function disagreementHtml({ id, request, answers }: Disagreement, open: boolean, catalog: Catalog): string {
  const columns = answers.map(({ name, result: { scores, workflow, error } }) => {
    const text = workflow ? withoutColors(draw(workflow, catalog)) : `no answer: ${error?.message ?? "?"}`;
    return `<div><b>${html(name)}</b> ${(scores?.flowSimWithInputs ?? 0).toFixed(2)}<pre>${html(text)}</pre></div>`;
  });
  return `<details${open ? " open" : ""}><summary><b>${html(id)}</b> ${html(request)}</summary><div class="side">${columns.join("")}</div></details>`;
}
