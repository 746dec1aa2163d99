import pc from "picocolors";
import type { Comparison } from "../comparison/index.js";
import {
  conclusion,
  costHead,
  costText,
  estimateText,
  isSignificant,
  medianText,
} from "./comparison-rows.js";

/** The main results of a comparison for the terminal. */
export function comparisonText(comparison: Comparison): string {
  const { models, pairwise, cases, set, currency } = comparison;
  const width = Math.max(...models.map(({ name }) => name.length));
  const lines = models.map((model) => {
    const { flowSim, flowSimWithInputs, exact, valid } = model.summary;
    return `  ${model.name.padEnd(width)}  ${flowSim.mean.toFixed(3)}    ${flowSimWithInputs.mean.toFixed(3)}   ${exact.mean.toFixed(3)}  ${valid.mean.toFixed(3)}  ${medianText(model).padStart(8)}  ${costText(model)}`;
  });
  const significant = pairwise.filter((pair) => pair.score === "flowSimWithInputs" && isSignificant(pair));
  return `${pc.bold(`${models.length} models on ${set}`)}, ${cases} cases

${pc.dim(`  ${"".padEnd(width)}  FlowSim  inputs  exact  valid    median  ${costHead(currency)[8]}`)}
${lines.join("\n")}

${conclusion(comparison)}
${significant.map(({ a, b, difference }) => pc.dim(`  ${a} − ${b}: ${estimateText(difference)}, significant`)).join("\n")}
`;
}
