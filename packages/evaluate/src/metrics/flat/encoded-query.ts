import { branch, type LabelTree, leaf } from "../tree.js";

/** In the order in which they are looked for: the first that occurs anywhere in a comparison is its operator. */
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
/** Strict mode knows more of ServiceNow's operators, and takes the one that comes first in the text, the longest at a tie. */
const MORE = [
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

interface Comparison {
  field: string;
  operator: string;
  value: string;
}

function comparison(text: string, strict: boolean): Comparison | undefined {
  const found = (strict ? MORE : OPERATORS)
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

const tree = ({ field, operator, value }: Comparison): LabelTree =>
  branch(field, [leaf(operator), leaf(value)]);

/**
 * An encoded query (`priority=1^ORstateIN2,3`) as a tree, or undefined when a part of it cannot be read.
 *
 * The public reference sorts the comparisons by field and the joints (`^`, `^NQ`, `^OR`) among themselves, and then
 * nests them to the right: two queries that say the same in another order are equal, and so are some that do not. It
 * cannot read a query that ends in `^EQ`, the mark with which the platform closes it. Strict mode drops that mark,
 * binds `^OR` before `^` before `^NQ` as the platform does, and sorts within each joint only.
 */
export function parseEncodedQuery(text: string, strict = false): LabelTree | undefined {
  const parts = (strict ? text.replace(/\^EQ$/, "") : text).split(/(\^NQ|\^OR|\^)/);
  const comparisons: Comparison[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const read = comparison(parts[i]!, strict);
    if (!read) return undefined;
    comparisons.push(read);
  }
  const joints = parts.filter((_, i) => i % 2 === 1);
  if (strict) return bind(comparisons.map(tree), joints, ["^NQ", "^", "^OR"]);
  comparisons.sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0));
  joints.sort();
  return comparisons
    .map(tree)
    .reduceRight(
      (rest, left, i) => (rest ? branch(joints[i]!, [left, rest]) : left),
      undefined as LabelTree | undefined,
    );
}

function bind(terms: LabelTree[], joints: string[], levels: readonly string[]): LabelTree {
  const [joint, ...inner] = levels;
  if (joint === undefined) return terms[0]!;
  const groups: { terms: LabelTree[]; joints: string[] }[] = [{ terms: [terms[0]!], joints: [] }];
  for (const [i, each] of joints.entries()) {
    if (each === joint) groups.push({ terms: [], joints: [] });
    else groups[groups.length - 1]!.joints.push(each);
    groups[groups.length - 1]!.terms.push(terms[i + 1]!);
  }
  const bound = groups.map((group) => bind(group.terms, group.joints, inner));
  if (bound.length === 1) return bound[0]!;
  return branch(
    joint,
    bound.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)),
  );
}
