import { escapeMarkup } from "@flowright/workflow/core";
import type { Estimate } from "../statistics/index.js";

/** Escapes a text for a page. Every text from outside must go through it. */
export const html = escapeMarkup;

/** A share as a percentage; – where it is unknown. */
export const percent = (value: number): string =>
  Number.isFinite(value) ? `${(value * 100).toFixed(1)}%` : "–";

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
th{text-align:left;font-weight:normal;padding-right:1rem}td{padding-right:1rem}.dim{opacity:.65}td.dim{white-space:nowrap}.all{fill:#8883}.bar{fill:#3a7ca5}.lost{fill:#c8553d}.range{stroke:currentColor;fill:none}li{margin:.5rem 0}h2{margin-top:2rem}
pre{overflow:auto;background:#8881;padding:.6rem;border-radius:.4rem;font-size:.8rem;line-height:1.35;margin:.2rem 0}.side{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:.8rem}thead th{font-weight:600;border-bottom:1px solid #8886}.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}details{margin:.6rem 0}`;

/** A self-contained page: no scripts, and nothing is loaded from elsewhere. */
export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(title)}</title><style>${STYLE}</style>\n${body}</html>\n`;

/** A table row with a bar and its interval, on the scale from 0 to 1; nothing for an unknown mean. */
export function estimateRow([name, { mean, low, high }]: [string, Estimate]): string {
  if (!Number.isFinite(mean)) return "";
  const x = (value: number) => (value * 300).toFixed(1);
  return `<tr><th>${html(name)}</th><td><svg width="300" height="16" role="img" aria-label="${mean.toFixed(3)}"><rect class="all" width="300" height="16"/><rect class="bar" width="${x(mean)}" height="16"/><path class="range" d="M${x(low)} 8H${x(high)}M${x(low)} 4v8M${x(high)} 4v8"/></svg></td><td>${mean.toFixed(3)}</td><td class="dim">${low.toFixed(3)} – ${high.toFixed(3)}</td></tr>`;
}

/** A table row with a bar for a share of a whole. */
export const shareRow = (name: string, value: number, note: string, label = percent(value)): string =>
  `<tr><th>${html(name)}</th><td><svg width="300" height="16"><rect class="all" width="300" height="16"/><rect class="lost" width="${(Math.max(0, Math.min(1, value)) * 300).toFixed(1)}" height="16"/></svg></td><td>${html(label)}</td><td class="dim">${html(note)}</td></tr>`;

/** A table. The first column holds names; all others are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string, i: number) =>
    i ? `<td class="num">${html(text)}</td>` : `<th>${html(text)}</th>`;
  return `<div class="wide"><table><thead><tr>${head.map((text, i) => `<th${i ? ' class="num"' : ""}>${html(text)}</th>`).join("")}</tr></thead>${rows
    .map((row) => `<tr>${row.map(cell).join("")}</tr>`)
    .join("")}</table></div>`;
}
