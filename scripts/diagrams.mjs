// Draws what an engine's editor would show, from the places that the export itself has.
import { escapeMarkup as xml } from "@flowright/workflow/core";

/** Lines of a text of at most so many characters. */
function lines(text, width, most = 3) {
  const all = [""];
  for (const word of text.split(" ")) {
    if (`${all.at(-1)} ${word}`.length > width && all.at(-1)) all.push("");
    all[all.length - 1] = `${all.at(-1)} ${word}`.trim();
  }
  return all.slice(0, most);
}

const label = (text, x, y, width, size = 11) =>
  lines(text, Math.floor(width / (size * 0.58)))
    .map(
      (line, i) =>
        `<text x="${x}" y="${y + i * (size + 3)}" text-anchor="middle" font-size="${size}">${xml(line)}</text>`,
    )
    .join("");

const page = (
  width,
  height,
  title,
  body,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${xml(title)}" font-family="system-ui, sans-serif">
<style>
text { fill: #1f2328; }
rect, circle, polygon { fill: #ffffff; stroke: #57606a; stroke-width: 1.5; }
path { fill: none; stroke: #57606a; stroke-width: 1.5; marker-end: url(#end); }
marker path { fill: #57606a; stroke: none; marker-end: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  rect, circle, polygon { fill: #161b22; stroke: #8d96a0; }
  path { stroke: #8d96a0; }
  marker path { fill: #8d96a0; }
}
</style>
<marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker>
${body}
</svg>
`;

/** @param {{ nodes: object[], connections: object }} document A workflow of n8n. */
export function drawN8n({ name, nodes, connections }) {
  const SIZE = 72;
  const [left, top] = [30, 24];
  const at = new Map(
    nodes.map((node) => [node.name, node.position.map((value, i) => value * 0.62 + (i ? top : left))]),
  );
  const edges = Object.entries(connections).flatMap(([from, { main }]) =>
    main.flatMap((targets, output) =>
      targets.map(({ node }) => {
        const [x, y] = at.get(from);
        const [tx, ty] = at.get(node);
        const share = (output + 1) / (main.length + 1);
        const [sx, sy, ex, ey] = [x + SIZE, y + SIZE * share, tx, ty + SIZE / 2];
        if (ex >= sx) return `<path d="M${sx} ${sy} C${sx + 30} ${sy} ${ex - 30} ${ey} ${ex} ${ey}"/>`;
        // back to an earlier node: below all that lies between
        const low = Math.max(sy, ey) + SIZE;
        return `<path d="M${sx} ${sy} C${sx + 60} ${low + 40} ${ex - 60} ${low + 40} ${ex} ${ey}"/>`;
      }),
    ),
  );
  const boxes = nodes.map((node) => {
    const [x, y] = at.get(node.name);
    const kind = node.type.replace("n8n-nodes-base.", "");
    return `<rect x="${x}" y="${y}" width="${SIZE}" height="${SIZE}" rx="${/trigger/i.test(kind) ? 30 : 10}"/>${label(kind, x + SIZE / 2, y + SIZE / 2 + 3, SIZE + 8, kind.length > 11 ? 8 : 10)}${label(node.name, x + SIZE / 2, y + SIZE + 14, 140, 10)}`;
  });
  const width = Math.max(...[...at.values()].map(([x]) => x)) + SIZE + 60;
  const height = Math.max(...[...at.values()].map(([, y]) => y)) + SIZE + 70;
  return page(Math.ceil(width), Math.ceil(height), name, [...edges, ...boxes].join("\n"));
}

/** @param {string} source BPMN 2.0 with a diagram. */
export function drawBpmn(source, title) {
  const names = new Map();
  for (const [, tag, id, name] of source.matchAll(/<bpmn:(\w+) id="([^"]*)"(?: name="([^"]*)")?/g))
    names.set(id, { tag, name: name ?? "" });
  const plain = (text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code));
  let [right, bottom] = [0, 0];
  const shapes = [
    ...source.matchAll(
      /<bpmndi:BPMNShape [^>]*bpmnElement="([^"]*)"[^>]*>\s*<dc:Bounds x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
    ),
  ].map(([, id, ...numbers]) => {
    const [x, y, w, h] = numbers.map(Number);
    right = Math.max(right, x + w);
    bottom = Math.max(bottom, y + h);
    const { tag = "", name = "" } = names.get(id) ?? {};
    const text = plain(name);
    if (/Event$/.test(tag))
      return `<circle cx="${x + w / 2}" cy="${y + h / 2}" r="${w / 2}"${tag === "endEvent" ? ' style="stroke-width:3"' : ""}/>${label(text, x + w / 2, y + h + 14, 110)}`;
    if (/Gateway$/.test(tag))
      return `<polygon points="${x + w / 2},${y} ${x + w},${y + h / 2} ${x + w / 2},${y + h} ${x},${y + h / 2}"/>${label(text, x + w / 2, y - 8, 120)}`;
    if (tag === "subProcess")
      return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="10"/><text x="${x + 12}" y="${y + 18}" font-size="12">${xml(text)}</text>`;
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="10"/>${label(text, x + w / 2, y + h / 2 - 4, w)}`;
  });
  const edges = [
    ...source.matchAll(/<bpmndi:BPMNEdge [^>]*bpmnElement="([^"]*)"[^>]*>([\s\S]*?)<\/bpmndi:BPMNEdge>/g),
  ].map(([, id, inner]) => {
    const points = [...inner.matchAll(/waypoint x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    const text = plain(names.get(id)?.name ?? "");
    const [[x, y], [nx]] = points;
    const drop = nx === x ? 22 : -6;
    return `<path d="M${points.map((point) => point.join(" ")).join(" L")}"/>${text ? `<text x="${x + 6}" y="${y + drop}" font-size="11">${xml(text)}</text>` : ""}`;
  });
  return page(Math.ceil(right + 40), Math.ceil(bottom + 50), title, [...shapes, ...edges].join("\n"));
}
