import type { Form } from "@flowright/generate/codec";
import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError, Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { augmentCrudRequest, augmentWritten } from "../augment/index.js";
import { inventCatalog, makePair, type SyntheticPair } from "../generator/index.js";
import type { WrittenPair } from "../written/index.js";
import { retrieveCandidates, sampleCandidates } from "./candidates.js";
import { type SftExample, sftExamples } from "./examples.js";

export interface DatasetOptions {
  /** The same seed gives the same lines. Default 1. */
  seed?: number;
  /** How many requests to draw. Those whose answer cannot be given are left out. */
  count: number;
  /** The catalogue that part of the requests are about. Default: the core catalogue. */
  catalog?: Catalog;
  /** Share, 0 to 1, of invented catalogues in the requests that are neither written nor CRUD. Default 0.45. */
  invented?: number;
  /** How many catalogues to invent. Default 300. */
  catalogs?: number;
  /** Pairs that people wrote, of which variations are mixed in. Default: none. */
  written?: readonly WrittenPair[];
  /** Share, 0 to 1, of the requests that are such variations. Default 0.4 where there are written pairs, else 0. */
  writtenShare?: number;
  /** Share, 0 to 1, of the rest that are CRUD requests over connectors. Default 0.3 with written pairs, else 0. */
  crudShare?: number;
  /** How the answers are laid out. Default: annotations, two stages. */
  form?: Form;
}

/** Options with their defaults. */
export type DatasetSettings = Required<Omit<DatasetOptions, "catalog" | "form">> &
  Pick<DatasetOptions, "catalog" | "form">;

export function withDefaults(options: DatasetOptions): DatasetSettings {
  const { seed = 1, invented = 0.45, catalogs = 300, written = [] } = options;
  const writtenShare = written.length ? (options.writtenShare ?? 0.4) : 0;
  const crudShare = options.crudShare ?? (writtenShare > 0 ? 0.3 : 0);
  return { ...options, seed, invented, catalogs, written, writtenShare, crudShare };
}

/** Where a request comes from: made up over the catalogue or an invented one, written by hand, CRUD over connectors. */
export type DatasetSource = "catalog" | "invented" | "written" | "crud";

export interface DatasetItem {
  pair: SyntheticPair;
  source: DatasetSource;
  examples: SftExample[];
}

/** Longest request that is made up over a catalogue, in characters. */
const MAX_REQUEST_CHARS = 900;

/** Makes up requests with their workflows and their training examples. Deterministic by seed. */
export function* generateDataset(options: DatasetOptions): Generator<DatasetItem> {
  const settings = withDefaults(options);
  const { count, written, writtenShare, crudShare, form } = settings;
  const rng = new Random(settings.seed);
  const pools = new Map<Catalog, WrittenPair[]>();
  for (const pair of written) pools.set(pair.catalog, [...(pools.get(pair.catalog) ?? []), pair]);
  const pickCatalog = catalogPicker(settings, rng);
  for (let made = 0; made < count; ) {
    if (writtenShare > 0 && rng.chance(writtenShare)) {
      const chosen = rng.pick(written);
      const pair = augmentWritten(chosen, rng, pools.get(chosen.catalog));
      const item = toItem(pair, "written", retrieveCandidates(pair, rng), form);
      if (item) yield item;
      made++;
      continue;
    }
    if (crudShare > 0 && rng.chance(crudShare)) {
      const pair = augmentCrudRequest(rng);
      const item = toItem(pair, "crud", retrieveCandidates(pair, rng), form);
      if (item) yield item;
      made++;
      continue;
    }
    const { catalog, source } = pickCatalog();
    const pair = makePair(catalog, rng);
    if (!pair || pair.request.length > MAX_REQUEST_CHARS) continue;
    const item = toItem(pair, source, sampleCandidates(pair, rng), form);
    if (!item) continue;
    yield item;
    made++;
  }
}

/** Draws the catalogue that a made-up request is about. */
function catalogPicker({ seed, catalog = coreCatalog(), invented, catalogs }: DatasetSettings, rng: Random) {
  const made: Catalog[] = [];
  return (): { catalog: Catalog; source: DatasetSource } => {
    if (!rng.chance(invented)) return { catalog, source: "catalog" };
    const at = rng.int(0, catalogs - 1);
    made[at] ??= inventCatalog(new Random(seed * 7919 + at), `invented-${at}`);
    return { catalog: made[at], source: "invented" };
  };
}

/** The pair with its examples; undefined where the answer cannot be given. */
function toItem(
  pair: SyntheticPair,
  source: DatasetSource,
  candidates: readonly StepDefinition[],
  form?: Form,
): DatasetItem | undefined {
  try {
    return { pair, source, examples: sftExamples(pair, candidates, form) };
  } catch (error) {
    // A word cut in two by a typo can leave a value that the request no longer holds: such a pair teaches nothing.
    if (!FlowrightError.is(error)) throw error;
    return undefined;
  }
}
