// Speed of the metrics in pairs a second, and growth of tree edit distance with size. Run: npm run bench:metrics
// With --zss PYTHON it also times the Python package zss in the same run.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import {
  branch,
  editDistance,
  FLOW_COSTS,
  flatTree,
  leaf,
  parseAnswer,
  scoreFlat,
} from "@flowright/evaluate/metrics";

const time = (work, least = 500) => {
  work();
  let rounds = 0;
  const began = performance.now();
  do {
    work();
    rounds++;
  } while (performance.now() - began < least);
  return (performance.now() - began) / rounds;
};
const file = new URL("../../shared/data/flowsim-parity.jsonl", import.meta.url);
if (existsSync(file)) {
  const rows = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const unequal = rows.filter(({ candidate, reference, expected }) => {
    const scores = scoreFlat(candidate, reference);
    return Object.keys(expected).some((key) => !(Math.abs(scores[key] - expected[key]) < 1e-9));
  });
  console.log(
    `parity: ${rows.length - unequal.length} of ${rows.length} pairs equal to 1e-9 in all six scores`,
  );
  const all = time(() => rows.map(({ candidate, reference }) => scoreFlat(candidate, reference)));
  console.log(`all six scores: ${Math.round((rows.length / all) * 1000)} pairs a second`);
  const trees = rows.map(({ candidate, reference }) =>
    [parseAnswer(candidate), reference].map((flow) => flatTree(flow, { inputs: true })),
  );
  const ours = time(() => trees.map(([a, b]) => editDistance(a, b, FLOW_COSTS)));
  console.log(`tree edit distance: ${Math.round((rows.length / ours) * 1000)} pairs a second`);
  const python = process.argv[process.argv.indexOf("--zss") + 1];
  if (process.argv.includes("--zss")) {
    const run = spawnSync(python, [new URL("time_zss.py", import.meta.url).pathname], {
      input: trees.map((pair) => JSON.stringify(pair)).join("\n"),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(run.stderr || String(run.error));
    const { seconds, distances } = JSON.parse(run.stdout);
    const same = trees.filter(([a, b], i) => editDistance(a, b, FLOW_COSTS) === distances[i]).length;
    console.log(
      `zss: ${Math.round(rows.length / seconds)} pairs a second; ${same} of ${rows.length} distances equal`,
    );
    console.log(`ratio: ${((seconds * 1000) / ours).toFixed(0)} times faster`);
  }
} else console.log("parity and zss skipped: there is no ../shared/data/flowsim-parity.jsonl");

let state = 7;
const random = (n) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return state % n;
};
const SHAPES = {
  // Each new node under a random earlier one.
  random(n) {
    const nodes = [leaf(`n${random(20)}`)];
    while (nodes.length < n) {
      const node = leaf(`n${random(20)}`);
      nodes[random(nodes.length)].children.push(node);
      nodes.push(node);
    }
    return nodes[0];
  },
  flat: (n) =>
    branch(
      "root",
      Array.from({ length: n - 1 }, () => leaf(`n${random(20)}`)),
    ),
  chain(n) {
    let node = leaf("end");
    while (--n) node = branch(`n${random(20)}`, [node]);
    return node;
  },
  "comb, leaves on the left"(n) {
    let node = leaf("end");
    for (let i = 1; i < n; i += 2) node = branch(`n${random(20)}`, [leaf("x"), node]);
    return node;
  },
  // The worst case for left and right paths.
  zigzag(n) {
    let node = leaf("end");
    for (let i = 1; i < n; i += 2)
      node = branch(`n${random(20)}`, i % 4 === 1 ? [leaf("x"), node] : [node, leaf("x")]);
    return node;
  },
  // The same with a small subtree at each turn.
  "zigzag of bushes"(n) {
    let node = leaf("end");
    for (let i = 1; i < n; i += 5) {
      const bush = branch(`n${random(20)}`, [leaf("x"), branch("y", [leaf("z")])]);
      node = branch(`n${random(20)}`, i % 10 === 1 ? [bush, node] : [node, bush]);
    }
    return node;
  },
};
for (const [shape, make] of Object.entries(SHAPES)) {
  const line = [125, 250, 500, 1000].map((n) => {
    const [a, b] = [make(n), make(n)];
    return `${n}: ${time(() => editDistance(a, b, FLOW_COSTS), 1).toFixed(1)} ms`;
  });
  console.log(`two trees, ${shape}: ${line.join("  ")}`);
}
