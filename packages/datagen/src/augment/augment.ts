import { readNumber } from "@flowright/generate/codec";
import { renameUses, usesOf, type Value, type Workflow, walk } from "@flowright/workflow";
import { type Catalog, makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { makeCrudRequest } from "../connectors/crud-requests.js";
import { capital, productName, pseudoWord } from "../generator/invent-catalog.js";
import type { SyntheticPair } from "../generator/make-pair.js";
import { typoIn } from "../generator/restyle.js";
import * as banks from "../lexicon/banks.js";
import { escapeRegExp, mapTexts } from "../text/map-texts.js";
import type { WrittenPair } from "../written/read-written.js";
import { paraphrase } from "./paraphrase.js";
import { perturbCatalog } from "./perturb-catalog.js";
import { recombine } from "./recombine.js";
import { reorderClauses } from "./reorder-clauses.js";
import { isReferenced } from "./step-spans.js";
import { swapEntities } from "./swap-entities.js";
import {
  appendManualTask,
  isConnectorCatalog,
  padWithConnectors,
  toConnectorCatalog,
} from "./to-connector-catalog.js";

/** Words and what stands for them in a variation; every place of the pair changes alike. */
type Swaps = Map<string, string>;

function swapper(swaps: Swaps): (text: string) => string {
  if (!swaps.size) return (text) => text;
  const longest = [...swaps.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longest.map(escapeRegExp).join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
  return (text) => text.replace(pattern, (found) => swaps.get(found) ?? found);
}

function replacementFor(value: string, kind: string, rng: Random): string | undefined {
  if (/^#[\w-]+$/.test(value)) return `#${rng.chance(0.3) ? pseudoWord(rng) : rng.pick(banks.CHANNELS)}`;
  if (/^\S+@\S+$/.test(value)) return `${rng.pick(banks.MAILBOXES)}@${rng.pick(banks.DOMAINS)}`;
  if (kind === "person" || kind === "people" || kind === "phone") {
    if (/^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$/u.test(value)) return rng.pick(banks.PEOPLE);
    return undefined;
  }
  if (kind === "place") return rng.pick(banks.PLACES.filter((place) => !place.startsWith("the ")));
  if (kind === "group") return rng.pick(banks.GROUP_NAMES);
  if (/^(?:name|folder|table|channel)$/.test(kind) && /^\p{Lu}/u.test(value))
    return rng.chance(0.25) ? capital(pseudoWord(rng)) : rng.pick(banks.TITLES);
  return undefined;
}

/** Other people, channels, names and numbers in the place of those that were written. */
function pickValueSwaps({ request, workflow, catalog }: WrittenPair, rng: Random): Swaps {
  const swaps: Swaps = new Map();
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

/** Products under other names, in the request and in the catalogue: a model must not lean on knowing them. */
function renameProducts(pair: WrittenPair, rng: Random): WrittenPair {
  const used = new Set(Array.from(usesOf(pair.workflow), ({ use }) => pair.catalog.get(use)!.app));
  const names = new Map<string, string>();
  let { request } = pair;
  for (const id of used) {
    const app = pair.catalog.app(id);
    if (!app || app.builtin || !rng.chance(0.7)) continue;
    const said = new RegExp(
      `(?<![\\p{L}\\p{N}.@#])(?:${escapeRegExp(app.title)}|${escapeRegExp(id)})(?![\\p{L}\\p{N}])`,
      "giu",
    );
    if (!said.test(request)) continue;
    const name = productName(rng);
    names.set(id, name);
    request = request.replace(said, name);
    // every annotation has to change with it
    pair = { ...pair, workflow: mapTexts(pair.workflow, (text) => text.replace(said, name)) };
  }
  if (!names.size) return pair;
  const idOf = (name: string) => name.toLowerCase().replace(/\W/g, "");
  const newId = ({ id, app }: StepDefinition, name: string) => {
    const title = pair.catalog.app(app)?.title ?? app;
    const spelled = [title, app].map((words) => words.split(/\W+/).map(escapeRegExp).join("[\\W_]*"));
    const now = /^[a-z0-9_.]+$/.test(id) ? idOf(name) : name.replace(/\W+/g, "_");
    return id.replace(new RegExp(`^(?:${spelled.join("|")})(?![\\p{Ll}\\p{N}])`, "iu"), now);
  };
  const steps = pair.catalog.steps.map((step) => {
    const name = names.get(step.app);
    return name === undefined ? step : { ...step, id: newId(step, name), app: idOf(name) };
  });
  const apps = pair.catalog.apps.map((app) => {
    const name = names.get(app.id);
    return name === undefined ? app : { ...app, id: idOf(name), title: name };
  });
  const renamed = new Map(pair.catalog.steps.map((step, i) => [step.id, steps[i]!.id]));
  const workflow = renameUses(pair.workflow, renamed);
  return { request, workflow, catalog: makeCatalog(pair.catalog.name, apps, steps) };
}

function pickNumberSwaps({ request, workflow }: WrittenPair, rng: Random): Map<number, number> {
  const numbers = new Map<number, number>();
  JSON.stringify(workflow, (key, value) => {
    if (
      key === "right" &&
      typeof value === "number" &&
      value >= 10 &&
      request.split(String(value)).length === 2
    )
      numbers.set(value, rng.int(1, 9) * 10 ** rng.int(1, 4));
    return value;
  });
  return numbers;
}

function replaceNumbers(pair: WrittenPair, numbers: ReadonlyMap<number, number>): WrittenPair {
  if (!numbers.size) return pair;
  const change = (text: string) =>
    text.replace(/(?<![\p{L}\p{N}.,])\d+(?![\p{L}\p{N}])/gu, (found) =>
      String(numbers.get(readNumber(found) ?? Number.NaN) ?? found),
    );
  const right = <T>(node: T): T =>
    JSON.parse(
      JSON.stringify(node, (key, value) =>
        key === "right" && typeof value === "number" ? (numbers.get(value) ?? value) : value,
      ),
    ) as T;
  return { ...pair, request: change(pair.request), workflow: mapTexts(right(pair.workflow), change) };
}

const LEADS = [
  "hi, ",
  "hey, ",
  "please ",
  "pls ",
  "hello! ",
  "ok so ",
  "Hi team, ",
  "quick one: ",
  "we need this: ",
  "automation idea: ",
];
const TAILS = [" thanks!", " please", " thx", " if possible", " ok?", ". Thanks", " Thank you!", " :)"];

/** All lower case, with a slip of the keyboard, with a greeting: how the same thing is typed by others. */
function retype(pair: WrittenPair, rng: Random): WrittenPair {
  let change = (text: string) => text;
  if (rng.chance(0.3)) change = (text) => text.toLowerCase();
  else if (rng.chance(0.02)) change = (text) => text.toUpperCase();
  let request = change(pair.request);
  let workflow: Workflow = mapTexts(pair.workflow, (text) =>
    pair.request.includes(text) ? change(text) : text,
  );
  if (rng.chance(0.2)) {
    const words = request.match(/(?<![\p{L}\p{N}@#./:"“'-])[a-z]{4,}(?![\p{L}\p{N}@./:"”'-])/gu) ?? [];
    const slips: Swaps = new Map();
    for (let n = rng.int(1, 2); n > 0 && words.length; n--) {
      const word = rng.pick(words);
      slips.set(word, typoIn(word, rng));
    }
    const said = request;
    const slip = swapper(slips);
    request = slip(request);
    workflow = mapTexts(workflow, (text) => (said.includes(text) ? slip(text) : text));
  }
  if (rng.chance(0.3)) request = request.replace(/[.!]$/, "");
  if (rng.chance(0.12)) request = rng.pick(LEADS) + request;
  if (rng.chance(0.08)) request += rng.pick(TAILS);
  return { ...pair, request, workflow };
}

/** An enumeration is chosen, not copied: its name does not change with the words. */
function keepEnumValues(before: Workflow, after: Workflow, catalog: Catalog): void {
  const old = [...usesOf(before)];
  for (const [i, node] of [...usesOf(after)].entries()) {
    const was = old[i]?.inputs ?? {};
    for (const [name, schema] of Object.entries(catalog.get(node.use)?.inputs.properties ?? {}))
      if (schema.enum && was[name] !== undefined) node.inputs![name] = was[name];
  }
}

/** The same wish with other names, values, products and manners. The written words are left as they are now and then. */
export function augment(pair: WrittenPair, rng: Random): WrittenPair {
  if (rng.chance(0.1)) return pair;
  let varied = replaceNumbers(pair, rng.chance(0.6) ? pickNumberSwaps(pair, rng) : new Map());
  const swap = swapper(pickValueSwaps(varied, rng));
  varied = { ...varied, request: swap(varied.request), workflow: mapTexts(varied.workflow, swap) };
  if (rng.chance(0.35)) varied = renameProducts(varied, rng);
  if (rng.chance(0.6)) varied = perturbCatalog(varied, rng);
  if (rng.chance(0.4)) varied = reorderClauses(varied, rng);
  if (rng.chance(0.6)) varied = paraphrase(varied, rng);
  varied = retype(varied, rng);
  keepEnumValues(pair.workflow, varied.workflow, varied.catalog);
  return varied;
}

/**
 * A variation as an example of training, now and then without a step that it asks for: then that is a placeholder.
 * @param pool Pairs over the same catalogue, of which parts are put into it now and then.
 */
export function augmentWritten(
  written: WrittenPair,
  rng: Random,
  pool: readonly WrittenPair[] = [],
): SyntheticPair {
  let pair = written;
  // twice now and then: "A and B. If C, D."
  if (pool.length > 1)
    while (rng.chance(0.35) && pair.request.length < 400) pair = recombine(pair, pool, rng);
  if (pair.catalog === coreCatalog() && rng.chance(0.16)) pair = toConnectorCatalog(pair, rng) ?? pair;
  const platform = !pair.catalog.triggers.length;
  if (platform && !isConnectorCatalog(pair.catalog) && rng.chance(0.6)) pair = padWithConnectors(pair, rng);
  if (rng.chance(platform ? 0.3 : 0.03)) pair = appendManualTask(pair, rng);
  // products of the core catalogue are known for what they are about
  const large = pair.catalog === coreCatalog() || isConnectorCatalog(pair.catalog);
  if (rng.chance(large ? 0.15 : 0.5)) pair = swapEntities(pair, rng);
  return example(pair, written.catalog, rng, 0.05);
}

/** A made-up errand over connectors, varied like a written pair. */
export function augmentCrudRequest(rng: Random): SyntheticPair {
  const pair = makeCrudRequest(rng);
  return example(pair, pair.catalog, rng, 0.1);
}

function example(pair: WrittenPair, origin: Catalog, rng: Random, without: number): SyntheticPair {
  const varied = augment(pair, rng);
  const { request, catalog } = varied;
  const workflow = structuredClone(varied.workflow);
  const uses = Array.from(usesOf(workflow), ({ use }) => use);
  const withheld = rng.chance(without) ? withhold(workflow, catalog, rng) : [];
  const used = [...new Set(uses)].filter((id) => !withheld.includes(id));
  return {
    request,
    workflow,
    catalog,
    used,
    withheld,
    once: catalog !== origin && !isConnectorCatalog(catalog),
  };
}

/** Takes a step out of the catalogue that nothing else of the workflow needs, and all that could stand in for it. */
function withhold(workflow: Workflow, catalog: Catalog, rng: Random): string[] {
  const steps = [...walk(workflow.steps)].flatMap(({ step }) =>
    "use" in step && step.annotation ? [step] : [],
  );
  const free = steps.filter((step) => !isReferenced(step.id, workflow));
  if (!free.length) return [];
  const chosen = rng.pick(free);
  const [, noun = "", verb = ""] = chosen.use.split(".");
  const alike = (id: string) => id === chosen.use || (id.split(".")[1] === noun && id.split(".")[2] === verb);
  if (steps.some((step) => step !== chosen && alike(step.use))) return [];
  const gone = catalog.steps.filter((step) => alike(step.id)).map((step) => step.id);
  const node = chosen as unknown as Record<string, unknown>;
  delete node.use;
  delete node.inputs;
  node.placeholder = true;
  return gone;
}
