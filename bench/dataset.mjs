// Speed of the data generator, in requests and examples a second. Run: npm run bench:dataset
import { generateDataset } from "@flowright/datagen";

for (const _ of generateDataset({ count: 500, seed: 1 }));
const began = performance.now();
let requests = 0;
let examples = 0;
for (const item of generateDataset({ count: 5000, seed: 2 })) {
  requests++;
  examples += item.examples.length;
}
const seconds = (performance.now() - began) / 1000;
console.log(
  `${requests} requests, ${examples} training examples in ${seconds.toFixed(1)} s: ${Math.round(requests / seconds)} requests a second, ${Math.round(examples / seconds)} examples a second`,
);
