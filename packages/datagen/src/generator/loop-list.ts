import type { Step, Value } from "@flowright/workflow";
import { plural, singular } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { fillTemplate } from "../text/index.js";
import { isListStep, pickAction } from "./pick-action.js";
import { renderAction, renderLookup } from "./render-action.js";
import { isList, type RequestBuilder } from "./request-builder.js";

/** What a loop goes through: the list, its words, the steps that fetch it, and what one item is called. */
export interface LoopList {
  list: Value;
  /** The loop's own words: "for each ticket". */
  words: string;
  /** What is said before and behind them belongs to the steps that fetch the list. */
  lead: string;
  rest: string;
  before: Step[];
  noun: string;
}

/** Chooses a list to go through: one that was mentioned, or one that has to be fetched first. */
export function pickLoopList(builder: RequestBuilder): LoopList | undefined {
  const { rng } = builder;
  const { afterList, over } = lexicon.clauses.loops;
  const known = builder.entities.slice(-3).findLast(isList);
  if (known && rng.chance(0.85)) {
    const noun = singular(known.noun);
    return { list: { ref: known.root }, words: eachOf(builder, noun), lead: "", rest: "", before: [], noun };
  }
  const step = pickAction(
    builder,
    (one) => isListStep(one) && one.phrases.some((phrase) => phrase.startsWith("~ ")),
  );
  if (!step) return undefined;
  if (rng.chance(0.6)) {
    const fetched = renderAction(builder, (one) => one.id === step.id);
    const entity = builder.latest();
    if (!fetched || !entity) return undefined;
    const noun = singular(entity.noun);
    const lead = fetched.text + rng.pick(afterList);
    const words = eachOf(builder, noun);
    return { list: { ref: entity.root }, words, lead, rest: "", before: fetched.steps, noun };
  }
  const fetched = renderLookup(builder, step);
  const entity = builder.latest();
  if (!fetched || !entity) return undefined;
  return {
    list: { ref: entity.root },
    words: rng.pick(over),
    lead: "",
    rest: ` ${fetched.text}`,
    before: [fetched.step],
    noun: singular(entity.noun),
  };
}

const eachOf = ({ rng }: RequestBuilder, noun: string): string =>
  fillTemplate(rng.pick(lexicon.clauses.loops.each), { noun, nouns: plural(noun) });
