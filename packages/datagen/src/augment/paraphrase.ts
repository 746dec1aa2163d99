import { usesOf } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { capital } from "../generator/invent-catalog.js";
import { PATTERNS } from "../lexicon/patterns.js";
import { STEP_PATTERNS } from "../lexicon/patterns-steps.js";
import type { Wording } from "../lexicon/wording.js";
import { WORDINGS } from "../lexicon/wordings.js";
import { STEP_WORDINGS } from "../lexicon/wordings-steps.js";
import { escapeRegExp, mapTexts } from "../text/map-texts.js";
import { annotationsInRequest } from "../written/annotations.js";
import type { WrittenPair } from "../written/read-written.js";

/** Most phrases that are exchanged in one request. */
const MOST = 5;
const CHANCE = 0.5;

const WORDING = new Map<string, Wording[]>();
for (const wording of [...WORDINGS, ...STEP_WORDINGS])
  for (const phrase of wording.group) WORDING.set(phrase, [...(WORDING.get(phrase) ?? []), wording]);
/** The longest first: "each time" is not "each" and "time". */
const ANY = new RegExp(
  `(?<![\\p{L}\\p{N}'’#@/._-])(?:${[...WORDING.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join("|")})(?![\\p{L}\\p{N}'’_@-]|\\.\\p{L})`,
  "giu",
);

/** Every text that an input is filled with, something is compared with, or that is quoted: those words stay. */
function keptWords({ request, workflow }: WrittenPair): string[] {
  const kept = [...request.matchAll(/["“][^"“”]*["”]/g)].map(([quoted]) => quoted.toLowerCase());
  const keep = (value: unknown): void => {
    if (typeof value === "string") kept.push(value.toLowerCase());
    else if (Array.isArray(value)) value.forEach(keep);
  };
  for (const { inputs = {} } of usesOf(workflow)) Object.values(inputs).forEach(keep);
  JSON.stringify(workflow, (key, value) => {
    if (key === "right") keep(value);
    return value;
  });
  return kept;
}

/**
 * The same wish in other words of the person's own kind: "whenever … text me" for "each time … send me a text". Only
 * whole phrases are exchanged, wherever they stand, in the request and in the annotations alike; never what is
 * quoted or what an input is filled with.
 * @returns the pair as it was where a node's words would be torn apart.
 */
export function paraphrase(pair: WrittenPair, rng: Random): WrittenPair {
  const made = substitutePhrases(applyTemplates(pair, rng), rng);
  return annotationsInRequest(made) ? made : pair;
}

/** "let Anna know" → "tell Anna": the same in another form, now and then. */
function applyTemplates(pair: WrittenPair, rng: Random): WrittenPair {
  const kept = keptWords(pair);
  let restated = pair;
  for (const { find, say } of rng.shuffle([...PATTERNS, ...STEP_PATTERNS])) {
    const found = [...restated.request.matchAll(find)];
    if (!found.length || !rng.chance(CHANCE)) continue;
    const [match] = found;
    const said = match![0];
    if (kept.some((text) => text.includes(said.toLowerCase()))) continue;
    const other = say(match!, rng);
    const put = /^\p{Lu}/u.test(said) ? capital(other) : other;
    const change = (text: string) => text.replaceAll(said, put);
    const next = {
      ...restated,
      request: change(restated.request),
      workflow: mapTexts(restated.workflow, change),
    };
    if (annotationsInRequest(next)) restated = next;
  }
  return restated;
}

function substitutePhrases(pair: WrittenPair, rng: Random): WrittenPair {
  const { request, workflow } = pair;
  const kept = keptWords(pair);
  const swaps = new Map<string, { other: string; then: RegExp | undefined }>();
  for (const found of request.matchAll(ANY)) {
    const phrase = found[0].toLowerCase();
    const after = request.slice(found.index + phrase.length);
    if (swaps.size >= MOST || swaps.has(phrase) || kept.some((text) => text.includes(phrase))) continue;
    const fits = WORDING.get(phrase)!.filter(({ then }) => !then || then.test(after));
    if (!fits.length || !rng.chance(CHANCE)) continue;
    const { group, then } = rng.pick(fits);
    swaps.set(phrase, { other: rng.pick(group.filter((other) => other !== phrase)), then });
  }
  if (!swaps.size) return pair;
  const change = (text: string) =>
    text.replace(ANY, (said, at: number) => {
      const swap = swaps.get(said.toLowerCase());
      if (!swap || (swap.then && !swap.then.test(text.slice(at + said.length)))) return said;
      return /^\p{Lu}/u.test(said) ? capital(swap.other) : swap.other;
    });
  return { ...pair, request: change(request), workflow: mapTexts(workflow, change) };
}
