import { componentLabel, type FlatFlow, objectsIn } from "./flat-tree.js";

/**
 * Component match: the Jaccard index |A ∩ B| / |A ∪ B| of the sets of components, whatever their order and nesting. From 0
 * to 1; 0 for two empty sets.
 *
 * Source: StarFlow (arXiv 2503.21889) and its public code, which compares category, definition and scope letter by letter:
 * `IF` is not `if`, and no scope is not `global`. Strict mode compares {@link componentLabel}, and gives two empty sets 1.
 */
export function componentMatch(
  candidate: FlatFlow | undefined,
  reference: FlatFlow | undefined,
  strict = false,
): number {
  const key = (component: FlatFlow) =>
    strict
      ? componentLabel(component, true)
      : JSON.stringify([component.category ?? null, component.definition ?? null, component.scope || null]);
  const got = new Set(objectsIn(candidate?.components).map(key));
  const wanted = new Set(objectsIn(reference?.components).map(key));
  const all = new Set([...got, ...wanted]);
  if (all.size === 0) return strict && candidate && reference ? 1 : 0;
  let common = 0;
  for (const one of got) if (wanted.has(one)) common++;
  return common / all.size;
}
