import type { RunManifest, RunSummary } from "../runs/index.js";
import { estimateRow, html, page, percent, shareRow } from "./html.js";
import {
  casesText,
  errorRows,
  inventedText,
  passRows,
  scoreRows,
  secondsText,
  sizeText,
} from "./run-rows.js";

/** A run as one self-contained page. */
export function runHtml(manifest: RunManifest, summary: RunSummary): string {
  const errors = errorRows(summary);
  const most = Math.max(1, ...errors.map(([, { count }]) => count));
  return page(
    `${manifest.model} on ${manifest.set}`,
    `<h1>${html(manifest.model)} on ${html(manifest.set)}</h1>
<p>${sizeText(summary)}: ${summary.scored} scored, ${summary.modelFailed} model failures (they score 0), ${summary.harnessErrors} harness errors (left out), ${summary.skipped} skipped. Flowright ${html(manifest.flowright)}, ${html(manifest.machine)}, ${html(manifest.started)}. SHA-256 of the cases: ${html(manifest.setHash.slice(0, 12))}…</p>
<h2>Scores</h2><p>Mean and 95% bootstrap interval over cases.</p><table>${[...scoreRows(summary), ...passRows(summary)].map(estimateRow).join("")}</table>
<p>Invented: ${inventedText(summary)} (literals that are not in the request). Median seconds per case: ${secondsText(summary.seconds.p50)}.</p>
<h2>Where the score is lost</h2><p>Points of mean FlowSim with inputs. Retrieval: a wanted action was not among the candidates.</p>
<table>${Object.entries(summary.lostIn)
      .map(([stage, value]) => shareRow(stage, value, ""))
      .join("")}</table>
<h2>By feature</h2><p>Share of the lost FlowSim (outline) in cases with the feature. A case has several features.</p>
<table>${Object.entries(summary.features)
      .map(([name, group]) =>
        shareRow(
          name,
          group.lost,
          `${casesText(group.cases)}, FlowSim ${group.flowSim.toFixed(3)}, exact ${percent(group.exact)}`,
        ),
      )
      .join("")}</table>
<h2>By kind of error</h2><table>${errors
      .map(([kind, { count, cases }]) =>
        shareRow(kind, count / most, `in ${casesText(cases)}`, String(count)),
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
