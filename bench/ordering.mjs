// Agreement of FlowSim with a person's order of answers (gold/ordering.jsonl). Run: npm run bench:ordering
import { readFileSync } from "node:fs";
import { scoreWorkflow } from "@flowright/evaluate/metrics";
import { parseNotation } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";

/** Scores that differ by no more count as equal. */
const TOLERANCE = 0.005;
const METRICS = ["flowSim", "flowSimWithInputs", "treeBleu"];
const catalog = coreCatalog();
const rows = readFileSync(new URL("../gold/ordering.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const pairs = rows.flatMap(({ id, request, ranking, reference, answers }) => {
  const right = parseNotation(reference);
  const scored = Object.fromEntries(
    Object.entries(answers).map(([name, text]) => [
      name,
      scoreWorkflow(parseNotation(text), [right], catalog, request),
    ]),
  );
  const levels = ranking.split(" > ").map((level) => level.split(" = "));
  const placed = levels.flatMap((level, at) => level.map((name) => ({ name, at })));
  return placed.flatMap((x, i) =>
    placed.slice(i + 1).map((y) => ({
      id: `${id} ${x.name}/${y.name}`,
      wanted: Math.sign(y.at - x.at),
      by: Object.fromEntries(
        METRICS.map((metric) => {
          const difference = scored[x.name][metric] - scored[y.name][metric];
          return [metric, Math.abs(difference) <= TOLERANCE ? 0 : Math.sign(difference)];
        }),
      ),
    })),
  );
});
console.log(
  `${pairs.length} pairs: ${pairs.filter(({ wanted }) => wanted).length} ordered by hand, the rest the same`,
);
for (const metric of METRICS) {
  const count = (test) => pairs.filter((pair) => test(pair.wanted, pair.by[metric])).length;
  console.log(
    `${metric}: ${count((a, b) => a === b)} of ${pairs.length} as by hand; ${count((a, b) => a && !b)} not told apart, ${count((a, b) => a && b === -a)} the other way round, ${count((a, b) => !a && b)} told apart that are the same`,
  );
}
for (const { id, wanted, by } of pairs)
  if (by.flowSimWithInputs !== wanted) console.log(`  ${id}: ${JSON.stringify(by)}`);
