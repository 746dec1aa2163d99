// Latency, throughput and memory of the embedded model. Takes some minutes. Run: npm run bench:generate
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { generate } from "@flowright/generate";
import { LexicalRetriever } from "@flowright/generate/retrieval";
import { coreCatalog } from "@flowright/workflow/node";
import { loadNano } from "flowright/nano";
import { REQUESTS } from "./requests.mjs";

const catalog = coreCatalog();
const retriever = new LexicalRetriever(catalog);
const model = await loadNano();
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const once = (request, more = {}) => generate(request, { model, catalog, retriever, ...more });

await once(REQUESTS[0]);
const stats = [];
for (const request of REQUESTS) stats.push((await once(request)).stats);
const sum = (key) => stats.reduce((total, one) => total + one[key], 0);
console.log(`${REQUESTS.length} requests, one at a time (medians)`);
console.log(`  first node      ${median(stats.map((s) => s.firstNodeMs ?? s.totalMs)).toFixed(0)} ms`);
console.log(`  outline         ${median(stats.map((s) => s.outlineMs)).toFixed(0)} ms`);
console.log(`  whole workflow  ${median(stats.map((s) => s.totalMs)).toFixed(0)} ms`);
console.log(
  `  answer tokens   ${(sum("answerTokens") / (sum("totalMs") / 1000)).toFixed(0)} a second over the whole time, ${Math.round(sum("answerTokens") / REQUESTS.length)} a workflow`,
);
console.log(
  `  prompt tokens   ${Math.round(sum("promptTokens") / REQUESTS.length)} a workflow, ${((100 * sum("cachedTokens")) / sum("promptTokens")).toFixed(0)}% reused`,
);
// The same requests with and without the grammar. They alternate, so both see the same machine, and each goes first as often
// as the other, because the second finds its prompt in the cache.
const rounds = { grammar: { ms: 0, tokens: 0 }, free: { ms: 0, tokens: 0 } };
for (const kinds of [
  ["grammar", "free"],
  ["free", "grammar"],
])
  for (const request of REQUESTS)
    for (const kind of kinds) {
      // One draft and no retrieval bias, which would cost time at each choice of a step.
      const { stats } = await once(request, {
        numDrafts: 1,
        experimental: { constrained: kind === "grammar", retrievalWeight: 0 },
      });
      rounds[kind].ms += stats.totalMs - stats.retrieveMs;
      rounds[kind].tokens += stats.answerTokens;
    }
const each = ({ ms, tokens }) => ms / tokens;
console.log(
  `  ms a token      ${each(rounds.grammar).toFixed(2)} under the grammar, ${each(rounds.free).toFixed(2)} without: ${(each(rounds.grammar) / each(rounds.free)).toFixed(2)} times`,
);
// Tokens that the JSON codec needs for the same requests and workflows. Nano was not trained for it.
const tokensOf = async (prompt) => {
  for await (const chunk of model.generate({ prompt, maxTokens: 1 }))
    if (chunk.type === "finish") return chunk.usage.promptTokens;
};
const json = { prompt: [], answer: [], refused: 0 };
for (const request of REQUESTS) {
  json.answer.push(await tokensOf(JSON.stringify((await once(request, { numDrafts: 1 })).workflow)));
  try {
    json.prompt.push((await once(request, { codec: "json" })).stats.promptTokens);
  } catch (error) {
    if (error.code !== "CONTEXT_OVERFLOW") throw error;
    json.prompt.push(error.data.promptTokens);
    json.refused++;
  }
}
console.log(
  `  JSON codec      ${median(json.prompt)} tokens of prompt, ${median(json.answer)} of answer a workflow (compact: ${median(stats.map((s) => s.promptTokens))}, ${median(stats.map((s) => s.answerTokens))}); ${json.refused} of ${REQUESTS.length} prompts do not fit the model's context`,
);
for (const at of [1, 4, 16]) {
  const queue = [...REQUESTS, ...REQUESTS];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) await once(next);
    }),
  );
  console.log(
    `  ${String(at).padStart(2)} at once      ${((60_000 * 2 * REQUESTS.length) / (performance.now() - began)).toFixed(0)} workflows a minute`,
  );
}
await model.dispose();
const bin = fileURLToPath(new URL("../packages/flowright/bin/flowright.js", import.meta.url));
const starts = [1, 2, 3, 4, 5].map(() => {
  const began = performance.now();
  execFileSync(process.execPath, [bin, "generate", "--json", REQUESTS[10]]);
  return performance.now() - began;
});
console.log(`  from start of the command to its end  ${(median(starts) / 1000).toFixed(2)} s`);
console.log(`  memory          ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
