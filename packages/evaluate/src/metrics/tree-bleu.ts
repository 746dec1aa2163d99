import type { LabelTree } from "./tree.js";

function edges(tree: LabelTree): Set<string> {
  const out = new Set<string>();
  const open = [tree];
  for (let node = open.pop(); node; node = open.pop())
    for (const child of node.children) {
      out.add(JSON.stringify([node.label, child.label]));
      open.push(child);
    }
  return out;
}

/**
 * TreeBLEU: |edges(candidate) ∩ edges(reference)| / |edges(reference)|, with the set of parent–child label pairs as edges.
 * From 0 to 1; 0 for a reference without edges. A recall: what the candidate has in addition costs nothing.
 *
 * Source: the public code of StarFlow (arXiv 2503.21889). The name comes from WebCode2M (Gui et al., arXiv 2404.06369),
 * which compares subtrees of height 1 instead.
 */
export function treeBleu(candidate: LabelTree, reference: LabelTree): number {
  const wanted = edges(reference);
  if (wanted.size === 0) return 0;
  const got = edges(candidate);
  let common = 0;
  for (const edge of wanted) if (got.has(edge)) common++;
  return common / wanted.size;
}
