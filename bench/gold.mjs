// The embedded model on all gold sets, one line each: npm run bench:gold [-- --model FILE] [--sets dev,test,ood]
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { coreCatalog, parseCatalog } from "../dist/catalog/index.js";
import { evaluate, goldSet, summarize } from "../dist/evaluate/index.js";
import { loadLlamaCpp } from "../dist/models/llama-cpp/index.js";
import { loadNano } from "../dist/models/nano.js";

const { values } = parseArgs({
  options: { sets: { type: "string", default: "dev,test,ood" }, model: { type: "string" } },
});
const sets = values.sets.split(",");
const gold = new URL("../gold/", import.meta.url);
const read = (name) => readFileSync(new URL(name, gold), "utf8");
const model = values.model ? await loadLlamaCpp({ file: values.model }) : await loadNano();
const core = coreCatalog();
const files = sets.flatMap((set) =>
  set === "ood"
    ? readdirSync(new URL("ood/", gold))
        .filter((name) => name.endsWith(".jsonl"))
        .map((name) => `ood/${name}`)
    : [`${set}.jsonl`],
);
const show = ({ mean, low, high }) => `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
const line = (name, results) => {
  const s = summarize(results);
  const scores = [
    s.flowSim,
    s.flowSimWithInputs,
    s.exact,
    s.exactWithInputs,
    s.triggerMatch,
    s.recallAt15,
    s.valid,
  ];
  console.log(
    `| ${[name, s.cases, ...scores.map(show), `${s.inventedSteps}, ${s.inventedInputs}, ${s.inventedArtifacts}`].join(" | ")} |`,
  );
};
console.log(
  "| set | cases | FlowSim | with inputs | exact outline | exact | trigger | recall@15 | valid | invented steps, inputs, artifacts |\n|---|---|---|---|---|---|---|---|---|---|",
);
const others = [];
for (const file of files) {
  const own = file.startsWith("ood/");
  const catalog = own ? parseCatalog(read(file.replace("jsonl", "catalog.json")), file) : core;
  const results = await evaluate(goldSet(read(file), catalog, file), { model });
  line(file.replace(".jsonl", ""), results);
  if (own) others.push(...results);
}
if (others.length) line("ood, all", others);
await model.dispose();
