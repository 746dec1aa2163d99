/** Edit distance between two texts (Levenshtein 1966). */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/**
 * The known name with the smallest edit distance, for "did you mean" hints. Ignores case.
 * @returns undefined when every distance is at least half of the name's length.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.ceil(name.length / 2);
  for (const one of known) {
    const cost = edits(name.toLowerCase(), one.toLowerCase());
    if (cost < least) [best, least] = [one, cost];
  }
  return best;
}
