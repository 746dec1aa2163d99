import { type Step, type StepKind, stepKind, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { escapeMarkup } from "@flowright/workflow/core";
import { EVERYTHING } from "../support.js";
import type { Engine } from "../types.js";
import { conditionInWords, startInWords, titleOf, valueInWords } from "../words.js";

/** A line of the picture: a box, or the words at the head of a branch. */
interface Row {
  depth: number;
  kind: StepKind | "trigger" | "label";
  title: string;
  said: string;
}

const ROW = 56;
const LABEL = 26;
const INDENT = 28;
const WIDTH = 760;
/** Characters that fit into a box of this width, at 14 and 12 pixels a letter. */
const fit = (text: string, width: number, letter: number): string => {
  const most = Math.max(8, Math.floor(width / letter));
  const clean = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
};
const xml = (text: string): string => escapeMarkup(text.replace(/[\p{Cc}]+/gu, " "));

class Rows {
  readonly all: Row[] = [];

  constructor(readonly catalog: Catalog) {}

  block(steps: readonly Step[], depth: number): void {
    for (const step of steps) this.#step(step, depth);
  }

  #label(title: string, depth: number): void {
    this.all.push({ depth, kind: "label", title, said: "" });
  }

  #step(step: Step, depth: number): void {
    this.all.push({ depth, kind: stepKind(step), title: this.#title(step), said: step.annotation ?? "" });
    if ("if" in step) {
      this.block(step.then, depth + 1);
      for (const branch of step.elseIf ?? []) {
        this.#label(`or else, if ${conditionInWords(branch.if)}`, depth);
        this.block(branch.then, depth + 1);
      }
      if (step.else) {
        this.#label("otherwise", depth);
        this.block(step.else, depth + 1);
      }
    } else if ("do" in step) this.block(step.do, depth + 1);
    else if ("parallel" in step)
      for (const [i, branch] of step.parallel.entries()) {
        if (i) this.#label("and", depth);
        this.block(branch, depth + 1);
      }
    else if ("try" in step) {
      this.block(step.try, depth + 1);
      this.#label("if it fails", depth);
      this.block(step.catch, depth + 1);
    }
  }

  #title(step: Step): string {
    if ("use" in step) {
      const inputs = Object.entries(step.inputs ?? {}).map(
        ([name, value]) => `${name}: ${valueInWords(value)}`,
      );
      return `${titleOf(step.use, this.catalog)}${inputs.length ? ` · ${inputs.join(" · ")}` : ""}`;
    }
    if ("if" in step) return `If ${conditionInWords(step.if)}`;
    if ("forEach" in step)
      return `For each ${step.as} of ${step.forEach === null ? "a list" : valueInWords(step.forEach)}`;
    if ("while" in step) return `As long as ${conditionInWords(step.while)}`;
    if ("until" in step) return `Until ${conditionInWords(step.until)}`;
    if ("parallel" in step) return "At the same time";
    if ("try" in step) return "Try";
    if ("wait" in step) return `Wait ${valueInWords(step.wait.duration ?? step.wait.until ?? "")}`;
    if ("stop" in step) return "Stop";
    if ("next" in step) return "Go on with the next one";
    if ("call" in step) return `Run ${step.call === null ? "another workflow" : valueInWords(step.call)}`;
    return "To do: nothing serves this";
  }
}

/** Colours that are read on white and on black; the page decides which. */
const STYLE = `text{font:14px system-ui,sans-serif;fill:#1f2328}.said{font-size:12px;fill:#59636e}.box{fill:#f6f8fa;stroke:#d1d9e0}.line{stroke:#d1d9e0;stroke-width:2}
.trigger{fill:#8250df}.action{fill:#0969da}.placeholder{fill:#bf8700}.flow{fill:#1a7f37}
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.said{fill:#9198a1}.box{fill:#151b23;stroke:#3d444d}.line{stroke:#3d444d}}`;

function draw(workflow: Workflow, catalog: Catalog): string {
  const rows = new Rows(catalog);
  rows.block(workflow.steps, 1);
  const { trigger } = workflow;
  const first: Row = {
    depth: 0,
    kind: "trigger",
    title: startInWords(workflow, catalog),
    said: trigger?.annotation ?? "",
  };
  let y = 8;
  const parts = [first, ...rows.all].map(({ depth, kind, title, said }) => {
    const x = 8 + depth * INDENT;
    const top = y;
    const width = WIDTH - x - 8;
    if (kind === "label") {
      y += LABEL;
      return `<text class="said" x="${x + 4}" y="${top + 16}">${xml(fit(title, width, 6.5))}</text>`;
    }
    y += ROW;
    const color = kind === "trigger" || kind === "action" || kind === "placeholder" ? kind : "flow";
    return `<g><title>${xml(title)}</title><rect class="box" x="${x}" y="${top}" width="${width}" height="${ROW - 8}" rx="8"/><rect class="${color}" x="${x}" y="${top}" width="5" height="${ROW - 8}" rx="2"/><text x="${x + 16}" y="${top + 20}">${xml(fit(title, width - 24, 7.6))}</text><text class="said" x="${x + 16}" y="${top + 38}">${xml(said ? `“${fit(said, width - 40, 6.5)}”` : "")}</text></g>`;
  });
  const height = y + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${xml(workflow.name)}">
<style>${STYLE}</style>
${parts.join("\n")}
</svg>
`;
}

/** A picture of the workflow as nested boxes, for light and dark pages. */
export const svg: Engine = {
  id: "svg",
  title: "SVG picture",
  flags: {
    support: EVERYTHING,
    roundTrip: false,
    checkedBy: "fast-xml-parser, and looked at in Chromium",
  },
  export: (workflow, catalog) => ({
    files: [{ name: "workflow.svg", text: draw(workflow, catalog) }],
    limitations: [],
  }),
};
