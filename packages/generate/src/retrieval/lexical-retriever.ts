import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import { sentenceAround, splitClauses, windows } from "./clauses.js";
import type { Candidates, RetrieveOptions, Retriever, ScoreCandidates } from "./retriever.js";
import { type Hit, indexSteps, type StepIndex } from "./step-index.js";

/** The whole request counts less than a clause: its words are about several steps at once. */
const WHOLE = 0.6;
/** So do windows into long clauses: they cut across meaning. */
const WINDOW = 0.45;
const OPENING = 1.3;
/** Who names Dropbox does not mean Opsgenie: where products are named, those that are not count less. */
const UNNAMED = 0.55;
const NAMED = 1.5;
const MAX_HITS = 20;
/** A catalogue that can be offered whole has at most so many steps. */
const MAX_WHOLE_CATALOG = 40;
/**
 * What the sentence around a stretch adds to it: what is to be done with "and Book a hall" is said earlier in it.
 * Chosen on gold/dev, gold/ood, written pairs and Flow-Bench dev among 0, 0.1, 0.2 and 0.5.
 */
const AROUND = 0.1;
/** Meaning counts less than shared words. Chosen on gold/dev and gold/ood among 0.3, 0.4, 0.5, 0.65 and 0.8, by recall. */
const MEANING = 0.4;

interface Query {
  text: string;
  weight: Record<StepDefinition["kind"], number>;
}

/** Everything that is searched for a request: its clauses, windows into them, and the whole. */
function weighed(request: string, clauses: readonly string[]): Query[] {
  // Most requests begin with their trigger.
  const query = (text: string, action: number, opening: number, i: number): Query => ({
    text,
    weight: { action, trigger: i === 0 ? opening : action },
  });
  return [
    ...clauses.map((clause, i) => query(clause, 1, OPENING, i)),
    ...clauses.flatMap(windows).map((window, i) => query(window, WINDOW, 1, i)),
    { text: request, weight: { action: WHOLE, trigger: WHOLE } },
  ];
}

/** The texts that a search for a request asks an index for. */
export const searchQueries = (request: string): string[] =>
  weighed(request, splitClauses(request)).map(({ text }) => text);

/** Steps of one kind, and behind them those of `more` that are of this kind and not there yet. */
export const appendMissing = (
  chosen: readonly StepDefinition[],
  more: readonly StepDefinition[],
  kind: StepDefinition["kind"],
): StepDefinition[] => [...new Set([...chosen, ...more.filter((step) => step.kind === kind)])];

/** Finds steps by the words of a request (BM25+), and by meaning too where it is given an index for that. */
export class LexicalRetriever implements Retriever {
  readonly #index: StepIndex;
  /** What each app is called, its names as {@link spaced} words. */
  readonly #names: readonly [app: string, names: readonly string[]][];
  readonly #alwaysIncluded: readonly StepDefinition[];

  constructor(readonly catalog: Catalog) {
    this.#index = indexSteps(catalog);
    this.#alwaysIncluded = catalog.steps.filter((step) => step.alwaysInclude);
    this.#names = catalog.apps.map(({ id, title, aliases = [] }) => [id, [title, ...aliases].map(spaced)]);
  }

  retrieve(request: string, options: RetrieveOptions = {}): Candidates {
    const clauses = splitClauses(request);
    const apps = this.#appsNamed(request);
    const { denseIndex } = options;
    const queries = weighed(request, clauses);
    const search = (kind: StepDefinition["kind"], limit: number) => {
      const lists = queries.map(({ text, weight }) =>
        this.#search(this.#index, text, kind, weight[kind], apps),
      );
      if (denseIndex)
        for (const { text, weight } of queries)
          lists.push(this.#search(denseIndex, text, kind, weight[kind] * MEANING, apps));
      return merge(lists, limit);
    };
    const { steps } = this.catalog;
    const atHand = options.whole && steps.length <= MAX_WHOLE_CATALOG ? steps : this.#alwaysIncluded;
    return {
      triggers: appendMissing(search("trigger", options.triggers ?? 5), atHand, "trigger"),
      actions: appendMissing(search("action", options.actions ?? 15), atHand, "action"),
      clauses,
    };
  }

  /**
   * How well each of the candidates of a kind goes with a stretch of the request and, less, with the sentence that it stands
   * in, from 0 to 1 for the best of them. It is asked many times for one request, so what the request names is looked up
   * once, and so is a sentence that several steps stand in.
   */
  scoreCandidates(request: string): ScoreCandidates {
    const apps = this.#appsNamed(request);
    const searched = new Map<string, Hit[]>();
    const search = (query: string, kind: StepDefinition["kind"]): Hit[] => {
      const key = `${kind} ${query}`;
      const hits = searched.get(key) ?? this.#index(query, kind, this.catalog.steps.length);
      searched.set(key, hits);
      return hits;
    };
    return (words, candidates, kind) => {
      const scores = new Map(candidates.filter((step) => step.kind === kind).map((step) => [step, 0]));
      const look = (query: string, weight: number) => {
        for (const { step, score } of search(query, kind)) {
          const before = scores.get(step);
          if (before !== undefined) scores.set(step, before + weight * score * this.#weight(step.app, apps));
        }
      };
      look(words, 1);
      look(sentenceAround(request, words), AROUND);
      const best = Math.max(...scores.values()) || 1;
      for (const [step, score] of scores) scores.set(step, score / best);
      return scores;
    };
  }

  /** Steps of apps that the request names anywhere gain: "create a card in Trello, then move it". */
  #search(
    index: StepIndex,
    query: string,
    kind: StepDefinition["kind"],
    weight: number,
    apps: ReadonlySet<string>,
  ): Hit[] {
    const hits = index(query, kind, MAX_HITS).map(({ step, score }) => ({
      step,
      score: score * this.#weight(step.app, apps),
    }));
    hits.sort((a, b) => b.score - a.score);
    const best = hits[0]?.score ?? 1;
    return hits.map(({ step, score }, rank) => ({ step, score: weight * (score / best + 1 / (rank + 1)) }));
  }

  #weight(app: string, named: ReadonlySet<string>): number {
    if (named.has(app)) return NAMED;
    return named.size > 0 && !this.catalog.app(app)?.builtin ? UNNAMED : 1;
  }

  /** Whole words alone: an inbox is not Box, and workdays are not Workday. */
  #appsNamed(request: string): Set<string> {
    const words = spaced(request);
    return new Set(
      this.#names.filter(([, names]) => names.some((name) => words.includes(name))).map(([app]) => app),
    );
  }
}

/** Words in small letters with a space on either side: " a b ". */
const spaced = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;

/** Takes the best of every list in turn, so that each clause is served, until there are enough. */
function merge(lists: readonly Hit[][], limit: number): StepDefinition[] {
  const best = new Map<StepDefinition, number>();
  for (const list of lists)
    for (const { step, score } of list) best.set(step, Math.max(best.get(step) ?? 0, score) + score * 1e-3);
  return [...best]
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([step]) => step);
}

const retrievers = new WeakMap<Catalog, LexicalRetriever>();

/** The retriever of a catalogue, made at its first use: indexing costs more than a search. */
export function retrieverOf(catalog: Catalog): LexicalRetriever {
  let retriever = retrievers.get(catalog);
  if (!retriever) {
    retriever = new LexicalRetriever(catalog);
    retrievers.set(catalog, retriever);
  }
  return retriever;
}
