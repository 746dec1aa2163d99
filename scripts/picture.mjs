// Draws docs/picture.svg: the README's command, and below it the workflow that the embedded model makes of its request.
// Run: npm run picture
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { engines } from "@flowright/engines";
import { coreCatalog } from "@flowright/workflow/node";

const [, request] =
  /npx flowright generate "([^"]+)"/.exec(readFileSync(new URL("../README.md", import.meta.url), "utf8")) ??
  [];
if (!request) throw new Error("README.md has no command with a request");
const bin = fileURLToPath(new URL("../packages/flowright/bin/flowright.js", import.meta.url));
const workflow = JSON.parse(
  execFileSync(process.execPath, [bin, "generate", "--json", request], { encoding: "utf8" }),
);
const flow = engines.get("svg").export(workflow, coreCatalog()).files[0].text.trim();
const [, width, flowHeight] = /width="(\d+)" height="(\d+)"/.exec(flow).map(Number);

const MARGIN = 8;
const ROW = 20;
// A letter of a monospaced font is at most 0.61 em wide.
const columns = Math.floor((width - 6 * MARGIN) / (14 * 0.61));
const xml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const command = `$ npx flowright generate "${request}"`.match(new RegExp(`.{1,${columns - 2}}(?: |$)`, "g"));
const rows = command.map(
  (text, i) =>
    `<text xml:space="preserve" x="${3 * MARGIN}" y="${34 + i * ROW}" style="font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#e6edf3">${i ? "  " : ""}${xml(text.trimEnd())}</text>`,
);
const top = 2 * MARGIN + 24 + command.length * ROW;
const height = top + flowHeight;
writeFileSync(
  new URL("../docs/picture.svg", import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>A request and the workflow that flowright makes of it</title>
<rect x="${MARGIN}" y="${MARGIN}" width="${width - 2 * MARGIN}" height="${top - 2 * MARGIN}" rx="8" fill="#0d1117"/>
${rows.join("\n")}
${flow.replace("<svg ", `<svg y="${top}" `)}
</svg>
`,
);
