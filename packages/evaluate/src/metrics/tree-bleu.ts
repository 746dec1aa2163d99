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
 * TreeBLEU: the share of the distinct parent–child pairs of the reference that the candidate has too. From 0 to 1; 0
 * for a reference without any. Not symmetric: what the candidate has too much costs nothing.
 */
export function treeBleu(candidate: LabelTree, reference: LabelTree): number {
  const wanted = edges(reference);
  if (wanted.size === 0) return 0;
  const got = edges(candidate);
  let common = 0;
  for (const edge of wanted) if (got.has(edge)) common++;
  return common / wanted.size;
}
