// Builds gold/*.jsonl from gold/source/*.gold, where a case is `=== id`, its request, `---`, a right answer in the
// notation of @flowright/workflow, and `---` with another one for each further right answer. --check: only compares.
import { readdirSync, readFileSync } from "node:fs";
import { writeGenerated } from "./write-generated.mjs";

const gold = new URL("../gold/", import.meta.url);
for (const name of readdirSync(new URL("source/", gold)).filter((file) => file.endsWith(".gold"))) {
  const source = readFileSync(new URL(`source/${name}`, gold), "utf8");
  const lines = source
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const end = block.indexOf("\n");
      const [request, ...workflows] = block
        .slice(end + 1)
        .split(/^---\n/m)
        .map((part) => part.trimEnd());
      return JSON.stringify({ id: block.slice(0, end).trim(), request, workflows });
    });
  const file = new URL(name.replace(/gold$/, "jsonl").replace(/^(ood|blind)-/, "$1/"), gold);
  writeGenerated(file, `${lines.join("\n")}\n`, "gold");
}

// ordering.rank: a request, a right answer, and others that a person put in order: `=== id a > b = c`.
const ranked = readFileSync(new URL("source/ordering.rank", gold), "utf8")
  .split(/^=== /m)
  .slice(1)
  .map((block) => {
    const end = block.indexOf("\n");
    const [, id, ranking] = /^(\S+) (.*)$/.exec(block.slice(0, end));
    const [request, reference, ...rest] = block
      .slice(end + 1)
      .split(/^---[^\S\n]*/m)
      .map((part) => part.trim());
    const answers = Object.fromEntries(rest.map((part) => [part[0], part.slice(1).trim()]));
    return JSON.stringify({ id, request, ranking, reference, answers });
  });
writeGenerated(new URL("ordering.jsonl", gold), `${ranked.join("\n")}\n`, "gold");
