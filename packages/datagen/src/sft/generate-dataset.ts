import type { compact } from "@flowright/generate/codec";
import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError, Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { augmentCrudRequest, augmentWritten } from "../augment/index.js";
import { inventCatalog, makePair, type SyntheticPair } from "../generator/index.js";
import type { WrittenPair } from "../written/index.js";
import { makeCandidates, writtenCandidates } from "./candidates.js";
import { type SftExample, sftExamples } from "./examples.js";

export interface DatasetOptions {
  /** The same seed gives the same lines. Default 1. */
  seed?: number;
  /** How many requests. */
  count: number;
  /** The catalogue that part of the requests are about. Default: the core catalogue. */
  catalog?: Catalog;
  /** Share of the requests that are about invented catalogues, 0 to 1. Default 0.45. */
  invented?: number;
  /** How many catalogues to invent. Default 300. */
  catalogs?: number;
  /** Pairs that people wrote, of which variations are mixed in. */
  written?: readonly WrittenPair[];
  /** Share of the requests that are such variations, 0 to 1. Default 0.4 where there are written pairs. */
  writtenShare?: number;
  /** Share of the rest that are errands over connectors, 0 to 1. Default 0.3 where written pairs are used, else 0. */
  errands?: number;
  /** How the answers are laid out. Default: annotations, two stages. */
  form?: compact.Form;
}

export interface DatasetItem {
  pair: SyntheticPair;
  examples: SftExample[];
}

/** Makes up requests with their workflows and spells them for training. Deterministic by seed. */
export function* generateDataset(options: DatasetOptions): Generator<DatasetItem> {
  const {
    seed = 1,
    count,
    invented = 0.45,
    catalogs = 300,
    written = [],
    writtenShare = 0.4,
    errands = written.length && writtenShare > 0 ? 0.3 : 0,
    form,
  } = options;
  const core = options.catalog ?? coreCatalog();
  const rng = new Random(seed);
  const others: Catalog[] = [];
  const pools = new Map<Catalog, WrittenPair[]>();
  for (const pair of written) pools.set(pair.catalog, [...(pools.get(pair.catalog) ?? []), pair]);
  for (let made = 0; made < count; ) {
    if (written.length && writtenShare > 0 && rng.chance(writtenShare)) {
      const chosen = rng.pick(written);
      const pair = augmentWritten(chosen, rng, pools.get(chosen.catalog));
      const item = spelled(pair, writtenCandidates(pair, rng), form);
      if (item) yield item;
      made++;
      continue;
    }
    if (errands > 0 && rng.chance(errands)) {
      const pair = augmentCrudRequest(rng);
      const item = spelled(pair, writtenCandidates(pair, rng), form);
      if (item) yield item;
      made++;
      continue;
    }
    let catalog = core;
    if (rng.chance(invented)) {
      const at = rng.int(0, catalogs - 1);
      others[at] ??= inventCatalog(new Random(seed * 7919 + at), `invented-${at}`);
      catalog = others[at]!;
    }
    const pair = makePair(catalog, rng);
    if (!pair || pair.request.length > 900) continue;
    const item = spelled(pair, makeCandidates(pair, rng), form);
    if (!item) continue;
    yield item;
    made++;
  }
}

function spelled(
  pair: SyntheticPair,
  candidates: readonly StepDefinition[],
  form?: compact.Form,
): DatasetItem | undefined {
  try {
    return { pair, examples: sftExamples(pair, candidates, form) };
  } catch (error) {
    // A word cut in two by a typo can leave a value that the request no longer holds: such a pair teaches nothing.
    if (!FlowrightError.is(error)) throw error;
    return undefined;
  }
}
