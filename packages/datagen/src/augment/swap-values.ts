import { readNumber } from "@flowright/generate/codec";
import { usesOf, type Value } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { pseudoWord, upperFirst } from "../text/index.js";
import { mapTexts, type WrittenPair } from "../written/index.js";
import { type Replacements, wordReplacer } from "./replace-words.js";

/** Other people, channels, names and places in the place of those that were written. */
export function swapValues(pair: WrittenPair, rng: Random): WrittenPair {
  const swap = wordReplacer(pickReplacements(pair, rng));
  return { ...pair, request: swap(pair.request), workflow: mapTexts(pair.workflow, swap) };
}

function pickReplacements({ request, workflow, catalog }: WrittenPair, rng: Random): Replacements {
  const swaps: Replacements = new Map();
  const consider = (value: Value | undefined, kind: string): void => {
    if (Array.isArray(value)) for (const item of value) consider(item, kind);
    if (typeof value !== "string" || value.length < 2 || swaps.has(value) || !rng.chance(0.6)) return;
    const next = request.includes(value) ? replacementFor(value, kind, rng) : undefined;
    if (next && !request.includes(next)) swaps.set(value, next);
  };
  for (const { use, inputs = {} } of usesOf(workflow))
    for (const [name, value] of Object.entries(inputs))
      consider(value, catalog.get(use)?.inputs.properties?.[name]?.["x-kind"] ?? "");
  return swaps;
}

/** Another value of the same kind; undefined where none would fit. */
function replacementFor(value: string, kind: string, rng: Random): string | undefined {
  const { channels, mailboxes, domains, people, places, groupNames, titles } = lexicon.values;
  if (/^#[\w-]+$/.test(value)) return `#${rng.chance(0.3) ? pseudoWord(rng) : rng.pick(channels)}`;
  if (/^\S+@\S+$/.test(value)) return `${rng.pick(mailboxes)}@${rng.pick(domains)}`;
  if (kind === "person" || kind === "people" || kind === "phone")
    return /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$/u.test(value) ? rng.pick(people) : undefined;
  if (kind === "place") return rng.pick(places.filter((place) => !place.startsWith("the ")));
  if (kind === "group") return rng.pick(groupNames);
  if (/^(?:name|folder|table|channel)$/.test(kind) && /^\p{Lu}/u.test(value))
    return rng.chance(0.25) ? upperFirst(pseudoWord(rng)) : rng.pick(titles);
  return undefined;
}

/** Other numbers in conditions, in most pairs. */
export function swapNumbers(pair: WrittenPair, rng: Random): WrittenPair {
  const numbers = rng.chance(0.6) ? pickNumbers(pair, rng) : new Map<number, number>();
  if (!numbers.size) return pair;
  const change = (text: string) =>
    text.replace(/(?<![\p{L}\p{N}.,])\d+(?![\p{L}\p{N}])/gu, (found) =>
      String(numbers.get(readNumber(found) ?? Number.NaN) ?? found),
    );
  const changeRight = <T>(node: T): T =>
    JSON.parse(
      JSON.stringify(node, (key, value) =>
        key === "right" && typeof value === "number" ? (numbers.get(value) ?? value) : value,
      ),
    ) as T;
  return { ...pair, request: change(pair.request), workflow: mapTexts(changeRight(pair.workflow), change) };
}

function pickNumbers({ request, workflow }: WrittenPair, rng: Random): Map<number, number> {
  const numbers = new Map<number, number>();
  JSON.stringify(workflow, (key, value) => {
    const once = () => request.split(String(value)).length === 2;
    if (key === "right" && typeof value === "number" && value >= 10 && once())
      numbers.set(value, rng.int(1, 9) * 10 ** rng.int(1, 4));
    return value;
  });
  return numbers;
}
