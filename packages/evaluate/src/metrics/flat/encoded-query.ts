import { branch, type LabelTree, leaf } from "../tree.js";

/** In order of preference: the first of these that occurs anywhere in a comparison is its operator. */
const OPERATORS = [
  "ISNOTEMPTY",
  "ISEMPTY",
  "STARTSWITH",
  "CHANGESTO",
  "LIKE",
  "IN",
  "!=",
  ">=",
  "<=",
  ">",
  "<",
  "=",
];
/** Strict mode knows more operators. It takes the one that comes first in the text, and of several there the longest. */
const STRICT_OPERATORS = [
  ...OPERATORS,
  "NOTLIKE",
  "NOT LIKE",
  "NOT IN",
  "ENDSWITH",
  "CHANGESFROM",
  "SAMEAS",
  "NSAMEAS",
  "ANYTHING",
];

/** From the loosest binding to the tightest. */
const CONNECTIVES = ["^NQ", "^", "^OR"];

interface Comparison {
  field: string;
  operator: string;
  value: string;
}

function parseComparison(text: string, strict: boolean): Comparison | undefined {
  const found = (strict ? STRICT_OPERATORS : OPERATORS)
    .map((operator) => ({ operator, at: text.indexOf(operator) }))
    .filter(({ at }) => at > 0);
  if (strict) found.sort((a, b) => a.at - b.at || b.operator.length - a.operator.length);
  const first = found[0];
  return (
    first && {
      field: text.slice(0, first.at),
      operator: first.operator,
      value: text.slice(first.at + first.operator.length),
    }
  );
}

const comparisonTree = ({ field, operator, value }: Comparison): LabelTree =>
  branch(field, [leaf(operator), leaf(value)]);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A ServiceNow encoded query (`priority=1^ORstateIN2,3`) as a tree: connectives above comparisons.
 *
 * The public reference code sorts the comparisons by field and the connectives (`^`, `^NQ`, `^OR`) among themselves, and
 * nests them to the right. Equivalent queries in another order become equal, and so do some that are not equivalent. A
 * query that ends in `^EQ`, the platform's end mark, cannot be read. Strict mode drops the mark, binds `^OR` before `^`
 * before `^NQ` as the platform does, and sorts within each connective only.
 * @returns undefined where a part of the query cannot be read.
 */
export function parseEncodedQuery(text: string, strict = false): LabelTree | undefined {
  const parts = (strict ? text.replace(/\^EQ$/, "") : text).split(/(\^NQ|\^OR|\^)/);
  const comparisons: Comparison[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const comparison = parseComparison(parts[i]!, strict);
    if (!comparison) return undefined;
    comparisons.push(comparison);
  }
  const connectives = parts.filter((_, i) => i % 2 === 1);
  if (strict) return bind(comparisons.map(comparisonTree), connectives, CONNECTIVES);
  comparisons.sort((a, b) => byText(a.field, b.field));
  connectives.sort();
  return comparisons
    .map(comparisonTree)
    .reduceRight(
      (rest, left, i) => (rest ? branch(connectives[i]!, [left, rest]) : left),
      undefined as LabelTree | undefined,
    );
}

/** Splits terms at the loosest connective, and each group at the next one. */
function bind(terms: LabelTree[], connectives: string[], levels: readonly string[]): LabelTree {
  const [loosest, ...tighter] = levels;
  if (loosest === undefined) return terms[0]!;
  const groups: { terms: LabelTree[]; connectives: string[] }[] = [{ terms: [terms[0]!], connectives: [] }];
  for (const [i, connective] of connectives.entries()) {
    if (connective === loosest) groups.push({ terms: [], connectives: [] });
    else groups[groups.length - 1]!.connectives.push(connective);
    groups[groups.length - 1]!.terms.push(terms[i + 1]!);
  }
  const bound = groups.map((group) => bind(group.terms, group.connectives, tighter));
  if (bound.length === 1) return bound[0]!;
  return branch(
    loosest,
    bound.sort((a, b) => byText(a.label, b.label)),
  );
}
