import type { Random } from "@flowright/workflow/core";
import type { Grammar, Node } from "./tree.js";

const SIGNS = "abxyzABZ0159_-., :/#@é";
const WORDS = ["alpha", "x", "ünï", 'a "b"', "", "c\\d", "1\n2"];

/**
 * A random text of the grammar, for tests and for priming models. `budget` limits the number of choices taken
 * freely; after that the shortest option is taken, so that recursive grammars end.
 */
export function sample(grammar: Grammar, rng: Random, budget = 60): string {
  const shortest = costs(grammar);
  let left = budget;
  const visit = (node: Node): string => {
    switch (node.kind) {
      case "text":
        return node.text;
      case "chars": {
        const fits = new RegExp(`[${node.set}]`, "u");
        return rng.pick([...SIGNS].filter((sign) => fits.test(sign)));
      }
      case "seq":
        return node.parts.map(visit).join("");
      case "choice": {
        left--;
        const option =
          left > 0
            ? rng.pick(node.options)
            : node.options.reduce((a, b) => (cost(b, shortest) < cost(a, shortest) ? b : a));
        return visit(option);
      }
      case "many": {
        let out = "";
        let count = 0;
        while (count < node.min || (count < (node.max ?? 6) && left > 0 && rng.chance(0.4))) {
          left--;
          count++;
          out += visit(node.item);
        }
        return out;
      }
      case "rule":
        return visit(grammar.rules.get(node.name)!);
      case "const":
        return JSON.stringify(node.value);
      case "json":
        if (node.type === "string") return JSON.stringify(rng.pick(WORDS));
        return node.type === "boolean" ? String(rng.chance(0.5)) : String(rng.int(-5, 500));
      case "array":
        return `[${Array.from({ length: Math.max(node.min, left > 0 ? rng.int(0, Math.min(3, node.max ?? 3)) : 0) }, () => visit(node.item)).join(",")}]`;
      case "object":
        return `{${node.fields
          .filter((one) => one.required || (left > 0 && rng.chance(0.5)))
          .map((one) => `${JSON.stringify(one.name)}:${visit(one.value)}`)
          .join(",")}}`;
      case "wider":
        return visit(node.exact);
    }
  };
  return visit(grammar.rules.get(grammar.root)!);
}

function cost(node: Node, rules: ReadonlyMap<string, number>): number {
  switch (node.kind) {
    case "seq":
      return node.parts.reduce((sum, part) => sum + cost(part, rules), 0);
    case "choice":
      return Math.min(...node.options.map((option) => cost(option, rules)));
    case "many":
    case "array":
      return node.min * cost(node.item, rules);
    case "rule":
      return 1 + (rules.get(node.name) ?? Number.POSITIVE_INFINITY);
    case "object":
      return node.fields.reduce((sum, one) => sum + (one.required ? cost(one.value, rules) : 0), 1);
    case "wider":
      return cost(node.exact, rules);
    default:
      return 1;
  }
}

/** The fewest steps to the end of every rule (a fixed point). */
function costs(grammar: Grammar): Map<string, number> {
  const found = new Map<string, number>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, node] of grammar.rules) {
      const value = cost(node, found);
      if (value < (found.get(name) ?? Number.POSITIVE_INFINITY)) {
        found.set(name, value);
        changed = true;
      }
    }
  }
  return found;
}
