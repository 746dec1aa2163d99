// Draws docs/picture.svg: what `flowright generate` prints for the README's request.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const REQUEST =
  "When a high-priority incident is created in ServiceNow, post it to #ops in Slack, and if nobody is assigned, ask the on-call lead for approval";
const bin = fileURLToPath(new URL("../packages/flowright/bin/flowright.js", import.meta.url));
const output = execFileSync(process.execPath, [bin, "generate", REQUEST], {
  env: { ...process.env, FORCE_COLOR: "1" },
  encoding: "utf8",
});
const ESC = String.fromCharCode(27);
const CODE = new RegExp(`(${ESC}\\[\\d+m)`);
const COLORS = { 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#56d4dd" };
const xml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const wrap = (text, width) => text.match(new RegExp(`.{1,${width}}(?: |$)`, "g"));

let color = "#e6edf3";
let bold = false;
let dim = false;
function line(text) {
  return text
    .split(CODE)
    .map((part) => {
      const code = part.startsWith(ESC) ? part.slice(2, -1) : undefined;
      if (code === undefined)
        return part
          ? `<tspan fill="${dim ? "#7d8590" : color}"${bold ? ' font-weight="bold"' : ""}>${xml(part)}</tspan>`
          : "";
      if (code === "1") bold = true;
      else if (code === "2") dim = true;
      else if (code === "22") bold = dim = false;
      else color = COLORS[code] ?? "#e6edf3";
      return "";
    })
    .join("");
}
const prompt = wrap(`$ flowright generate "${REQUEST}"`, 96).map((text, i) => (i ? `    ${text}` : text));
const lines = [...prompt, "", ...output.trimEnd().split("\n")];
const rows = lines.map(
  (text, i) => `<text x="20" y="${36 + i * 20}" xml:space="preserve">${line(text)}</text>`,
);
const height = 52 + lines.length * 20;
writeFileSync(
  new URL("../docs/picture.svg", import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="${height}" viewBox="0 0 900 ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">
<title>A request and the workflow that flowright makes of it</title>
<rect width="900" height="${height}" rx="10" fill="#0d1117"/>
${rows.join("\n")}
</svg>
`,
);
