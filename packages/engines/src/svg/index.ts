import type { Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { escapeMarkup } from "@flowright/workflow/core";
import { EVERYTHING } from "../support.js";
import type { Engine } from "../types.js";
import { type Box, boxesOf } from "./boxes.js";
import { type Run, wrap } from "./text.js";

// All lengths are in pixels.
const WIDTH = 760;
const MARGIN = 8;
const INDENT = 28;
/** A box keeps this width however deep it stands: the picture becomes wider. */
const NARROWEST = 360;
const PADDING = 16;
const GAP = 8;
const TITLE = 14;
const SMALL = 12.5;
const HANGING = 16;
const lineHeight = (fontSize: number): number => Math.round(fontSize * 1.45);

/** XML 1.0 has no control characters, lone surrogates or noncharacters, not even as references. */
const xml = (text: string): string =>
  escapeMarkup(text.replace(/\p{Cc}+/gu, " ").replace(/[\p{Cs}\ufffe\uffff]/gu, "\ufffd"));

/** Words of the same style that follow each other are one span. */
function spans(line: readonly Run[]): string {
  const joined: Run[] = [];
  for (const run of line) {
    const last = joined.at(-1);
    if (last && last.style === run.style) last.text += ` ${run.text}`;
    else joined.push({ ...run });
  }
  return joined
    .map(({ text, style }, i) => {
      const shown = xml(i < joined.length - 1 ? `${text} ` : text);
      return style ? `<tspan class="${style}">${shown}</tspan>` : shown;
    })
    .join("");
}

interface Drawn {
  svg: string;
  height: number;
}

/** Wrapped paragraphs from `top` on; the first one is the title of a box. */
function paragraphs(box: Box, x: number, top: number, width: number): Drawn {
  let y = top;
  const out = box.paragraphs.flatMap((runs, i) => {
    const size = i === 0 && box.kind !== "label" ? TITLE : SMALL;
    return wrap(runs, width - HANGING, size).map((line, row) => {
      y += lineHeight(size);
      const left = row ? x + HANGING : x;
      return `<text xml:space="preserve"${size === SMALL ? ' class="small"' : ""} x="${left}" y="${y}">${spans(line)}</text>`;
    });
  });
  return { svg: out.join(""), height: y - top };
}

function drawBox(box: Box, top: number, pictureWidth: number): Drawn {
  const x = MARGIN + box.depth * INDENT;
  const width = pictureWidth - x - MARGIN;
  if (box.kind === "label") {
    const { svg, height } = paragraphs(box, x + 4, top - 4, width - 8);
    return { svg, height: height + GAP };
  }
  const inside = paragraphs(box, x + PADDING, top + 3, width - 2 * PADDING);
  const height = inside.height + 14;
  const color =
    box.kind === "trigger" || box.kind === "action" || box.kind === "placeholder" ? box.kind : "flow";
  const title = xml(box.paragraphs[0]!.map(({ text }) => text).join(" "));
  return {
    svg: `<g><title>${title}</title><rect class="box" x="${x}" y="${top}" width="${width}" height="${height}" rx="8"/><rect class="${color}" x="${x}" y="${top}" width="5" height="${height}" rx="2"/>${inside.svg}</g>`,
    height: height + GAP,
  };
}

/** Colours for light and dark pages. */
const STYLE = `text{font:${TITLE}px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#1f2328}.small{font-size:${SMALL}px}.title{font-weight:600}.id,.quiet{fill:#59636e}.missing{fill:#9a6700}.box{fill:#f6f8fa;stroke:#d1d9e0}
.trigger{fill:#8250df}.action{fill:#0969da}.placeholder{fill:#bf8700}.flow{fill:#1a7f37}
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.id,.quiet{fill:#9198a1}.missing{fill:#d29922}.box{fill:#151b23;stroke:#3d444d}}`;

function draw(workflow: Workflow, catalog: Catalog): string {
  const boxes = boxesOf(workflow, catalog);
  const deepest = boxes.reduce((most, { depth }) => Math.max(most, depth), 0);
  const width = Math.max(WIDTH, 2 * MARGIN + deepest * INDENT + NARROWEST);
  let y = MARGIN;
  const parts = boxes.map((box) => {
    const { svg, height } = drawBox(box, y, width);
    y += height;
    return svg;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" role="img" aria-label="${xml(workflow.name)}">
<style>${STYLE}</style>
${parts.join("\n")}
</svg>
`;
}

/** A picture of the workflow as nested boxes, for light and dark pages. Text wraps; nothing is cut off. */
export const svg: Engine = {
  id: "svg",
  title: "SVG picture",
  flags: {
    support: EVERYTHING,
    roundTrip: false,
    checkedBy: "fast-xml-parser; viewed in Chromium",
  },
  export: (workflow, catalog) => ({
    files: [{ name: "workflow.svg", text: draw(workflow, catalog) }],
    limitations: [],
  }),
};
