// Looks for gold requests that are nearly training requests. Prints the nearest pair; fails at an edit similarity of 0.8.
// npm run leaks [-- <requests to sample, default 100000> [seed]], or over existing data: npm run leaks -- --data FOLDER…
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateDataset, writtenPairs } from "@flowright/datagen";
import { coreCatalog } from "@flowright/workflow/node";
import { distance } from "fastest-levenshtein";

const LEAK_SIMILARITY = 0.8;
const REPORTED_SIMILARITY = 0.7;
const folder = new URL("../gold/", import.meta.url);
const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
/** Each pair of neighbouring characters, as an index into a table of counts. */
const bigrams = (text) =>
  Uint16Array.from(
    { length: Math.max(0, text.length - 1) },
    (_, i) => ((text.charCodeAt(i) & 127) << 7) | (text.charCodeAt(i + 1) & 127),
  );
const table = new Int16Array(1 << 14);
const gold = readdirSync(folder, { recursive: true })
  .filter((name) => /^(?:dev|test|(?:ood|blind).*)\.jsonl$/.test(name))
  .flatMap((name) =>
    readFileSync(new URL(name, folder), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  )
  .map(({ id, request }) => ({ id, text: plain(request), bigrams: bigrams(plain(request)) }));

/** Number of bigrams that a text shares with the one whose counts are in the table. */
function sharedBigrams(others) {
  let count = 0;
  for (const bigram of others) if (table[bigram]-- > 0) count++;
  for (const bigram of others) table[bigram]++;
  return count;
}

/** The requests of training data that `flowright dataset` wrote. */
function* requestsIn(folders) {
  for (const name of folders)
    for (const line of readFileSync(`${name}/train.jsonl`, "utf8").trim().split("\n")) {
      const { stage, prompt } = JSON.parse(line);
      const request = /<\|req\|>([\s\S]*?)<\|/.exec(prompt)?.[1];
      if (stage === "outline" && request) yield request;
    }
}

function* sampled(count, seed) {
  const written = writtenPairs(
    fileURLToPath(new URL("../packages/datagen/written", import.meta.url)),
    coreCatalog(),
  );
  for (const { pair } of generateDataset({ catalog: coreCatalog(), seed, count, written }))
    yield pair.request;
}

const [first = "100000", ...rest] = process.argv.slice(2);
const requests = first === "--data" ? requestsIn(rest) : sampled(Number(first), Number(rest[0] ?? "424242"));
let nearest = { similarity: 0 };
let seen = 0;
let near = 0;
for (const request of requests) {
  seen++;
  const text = plain(request);
  const own = bigrams(text);
  for (const bigram of own) table[bigram]++;
  for (const one of gold) {
    const longest = Math.max(text.length, one.text.length);
    const maxEdits = (1 - REPORTED_SIMILARITY) * longest;
    // One edit changes at most two bigrams (Ukkonen 1992), so a text that shares too few cannot be similar.
    if (longest - Math.min(text.length, one.text.length) > maxEdits) continue;
    if (sharedBigrams(one.bigrams) < longest - 1 - 2 * maxEdits) continue;
    const similarity = 1 - distance(text, one.text) / longest;
    if (similarity >= LEAK_SIMILARITY) near++;
    if (similarity >= REPORTED_SIMILARITY && similarity > nearest.similarity)
      nearest = { similarity, id: one.id, gold: one.text, training: text };
  }
  for (const bigram of own) table[bigram] = 0;
}
console.log(
  `${gold.length} gold requests against ${seen} training requests: ${near} pairs at ${LEAK_SIMILARITY} or more`,
);
console.log(
  nearest.id
    ? `nearest, ${nearest.similarity.toFixed(3)}: ${nearest.id}\n  ${nearest.gold}\n  ${nearest.training}`
    : `nearest: under ${REPORTED_SIMILARITY}`,
);
process.exitCode = near ? 1 : 0;
