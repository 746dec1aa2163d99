import type { Comparison } from "../comparison/index.js";
import {
  breakEvenTexts,
  conclusion,
  costHead,
  costRow,
  estimateText,
  PAIRWISE_HEAD,
  pairwiseRow,
  SCORES,
  VALIDITY_HEAD,
  validityRow,
} from "./comparison-rows.js";

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s+/g, " ")).join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map((_, i) => (i ? "---:" : "---"))), ...rows.map(row)].join("\n");

/** A summary of a comparison as Markdown. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { models, pairwise, set, currency } = comparison;
  const breakEven = breakEvenTexts(comparison);
  const flowSim = pairwise.filter(({ score }) => score === "flowSim" || score === "flowSimWithInputs");
  return `# ${models.length} models on ${set}

${conclusion(comparison)}

## Quality

${table(
  ["model", ...SCORES.map(([name]) => name)],
  models.map((model) => [model.name, ...SCORES.map(([, pick]) => estimateText(pick(model)))]),
)}

## Differences

${table(PAIRWISE_HEAD, flowSim.map(pairwiseRow))}

Paired permutation test, corrected by Holm; effect size: Cohen's d of the paired differences.

## Validity and invention

${table(VALIDITY_HEAD, models.map(validityRow))}

## Speed, tokens, cost

${table(costHead(currency), models.map(costRow))}
${breakEven.length ? `\n${breakEven.join("\n")}\n` : ""}`;
}
