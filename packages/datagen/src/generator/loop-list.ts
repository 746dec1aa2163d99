import type { Step, Value } from "@flowright/workflow";
import { plural, singular } from "@flowright/workflow/core";
import { isList, nounPhrase, pickAction, renderAction } from "./render-action.js";
import type { RequestBuilder, Thing } from "./request-builder.js";

/** What a loop goes through: the list, its words, the steps that fetch it, and what one item is called. */
interface LoopOver {
  list: Value;
  /** The words between NULs, or after one, are the loop's own; the rest belongs to the steps before it. */
  text: string;
  before: Step[];
  noun: string;
}

/** Chooses a list to go through: one that was told of, or one that has to be fetched first. */
export function loopOver(story: RequestBuilder): LoopOver | undefined {
  const { rng } = story;
  const lists: { thing: Thing; ref: string }[] = story.things
    .slice(-3)
    .flatMap((thing) => (thing.schema.type === "array" ? [{ thing, ref: thing.root }] : []));
  const each = (noun: string) =>
    rng.pick(
      [
        `for each ${noun}`,
        `for every ${noun}`,
        `for each of them`,
        `for each one`,
        `loop over them and`,
        `go through them and`,
        `loop over the ${plural(noun)} and`,
        `for each`,
        `for all of them`,
        `go through each ${noun} and`,
        `and for each one`,
        `loop through all the ${plural(noun)} and`,
        `with each ${noun}`,
        `iterate over the ${plural(noun)} and`,
        `for each ${noun} found`,
      ].slice(0, 15),
    );
  if (lists.length && rng.chance(0.85)) {
    const { thing, ref } = lists[lists.length - 1]!;
    const noun = singular(thing.noun);
    return { list: { ref }, text: each(noun), before: [], noun };
  }
  const step = pickAction(
    story,
    (one) => isList(one) && one.phrases.some((phrase) => phrase.startsWith("~ ")),
  );
  if (!step) return undefined;
  if (rng.chance(0.6)) {
    const told = renderAction(story, (one) => one.id === step.id);
    const thing = story.latest();
    if (!told || !thing) return undefined;
    const noun = singular(thing.noun);
    return {
      list: { ref: thing.root },
      text: `${told.text}${rng.pick([", ", " and ", ". ", ", then ", "; "])}${"\u0000"}${each(noun)}`,
      before: told.steps,
      noun,
    };
  }
  const phrase = nounPhrase(story, step);
  const thing = story.latest();
  if (!phrase || !thing) return undefined;
  return {
    list: { ref: thing.root },
    text: `\u0000${rng.pick(["for each of", "for every one of", "loop over", "go through", "for"])}\u0000 ${phrase.text}`,
    before: [phrase.step],
    noun: singular(thing.noun),
  };
}
