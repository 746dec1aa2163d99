// Is any gold request nearly a training request? Prints the nearest pair; fails at an edit similarity of 0.8 or more.
// npm run leaks [-- <requests to sample, default 100000> [seed]], or of data that is there: -- --data FOLDER…
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { coreCatalog } from "../dist/catalog/index.js";
import { writtenPairs } from "../dist/cli/written.js";
import { generateDataset } from "../dist/dataset/index.js";

const TOO_NEAR = 0.8;
const WORTH_A_LOOK = 0.7;
const folder = new URL("../gold/", import.meta.url);
const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
const counts = (text) => {
  const out = new Uint16Array(128);
  for (let i = 0; i < text.length; i++) out[text.charCodeAt(i) & 127]++;
  return out;
};
const gold = readdirSync(folder, { recursive: true })
  .filter((name) => /^(?:dev|test|ood.*)\.jsonl$/.test(name))
  .flatMap((name) =>
    readFileSync(new URL(name, folder), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  )
  .map(({ id, request }) => ({ id, text: plain(request), counts: counts(plain(request)) }));

/** Levenshtein distance; anything above `most` once it is sure to be above. */
let row = new Uint16Array(4096);
let next = new Uint16Array(4096);
function distance(a, b, most) {
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    let least = i;
    const char = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const here = row[j - 1] + (char === b.charCodeAt(j - 1) ? 0 : 1);
      const value = Math.min(here, row[j] + 1, next[j - 1] + 1);
      next[j] = value;
      if (value < least) least = value;
    }
    if (least > most) return least;
    [row, next] = [next, row];
  }
  return row[b.length];
}

/** The requests of training data that `flowright dataset` wrote. */
function* requestsIn(folders) {
  for (const name of folders)
    for (const line of readFileSync(`${name}/train.jsonl`, "utf8").trim().split("\n")) {
      const { stage, prompt } = JSON.parse(line);
      const said = /<\|req\|>([\s\S]*?)<\|/.exec(prompt)?.[1];
      if (stage === "outline" && said) yield said;
    }
}

function* sampled(count, seed) {
  const written = writtenPairs(fileURLToPath(new URL("../dataset/written", import.meta.url)), coreCatalog());
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
  const own = counts(text);
  for (const one of gold) {
    const longest = Math.max(text.length, one.text.length);
    // No edit changes more than two counts of letters: what cannot come near is not compared.
    let apart = 0;
    for (let i = 0; i < 128; i++) apart += Math.abs(own[i] - one.counts[i]);
    const best = 1 - Math.max(apart / 2, Math.abs(text.length - one.text.length)) / longest;
    if (best < WORTH_A_LOOK) continue;
    const similarity = 1 - distance(text, one.text, (1 - WORTH_A_LOOK) * longest) / longest;
    if (similarity >= TOO_NEAR) near++;
    if (similarity >= WORTH_A_LOOK && similarity > nearest.similarity)
      nearest = { similarity, id: one.id, gold: one.text, training: text };
  }
}
console.log(
  `${gold.length} gold requests against ${seen} training requests: ${near} pairs at ${TOO_NEAR} or more`,
);
console.log(
  `nearest, ${nearest.similarity.toFixed(3)}: ${nearest.id}\n  ${nearest.gold}\n  ${nearest.training}`,
);
process.exitCode = near ? 1 : 0;
