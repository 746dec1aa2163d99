import type { ActionStep, Inputs, Step, Value } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";
import * as banks from "../lexicon/banks.js";
import { fill } from "./fill-slot.js";
import { LOOK_UP, parsePhrase, say } from "./phrase.js";
import { type Fragment, isItem, type RequestBuilder } from "./request-builder.js";

const POPULAR = [
  "slack.message.post",
  "email.message.send",
  "slack.message.send",
  "email.message.send",
  "slack.message.post",
  "sms.message.send",
  "googlesheets.row.add",
  "jira.issue.create",
  "gmail.message.send",
  "approval.request.create",
  "approval.request.create",
  "weather.forecast.get",
  "weather.forecast.get",
  "slack.message.post",
  "outlook.message.send",
  "ai.text.summarize",
  "servicenow.incident.create",
  "github.issue.create",
  "trello.card.create",
  "teams.message.post",
  "asana.task.create",
  "pagerduty.incident.create",
  "googlecalendar.event.create",
  "notion.page.create",
];
const PLURALS = ["all", "the", "all the", "every open", ""];

export const isList = (step: StepDefinition): boolean => step.outputs.type === "array";
const needs = (step: StepDefinition): string | undefined =>
  Object.values(step.inputs.properties ?? {})
    .map((schema) => schema["x-kind"])
    .find((kind) => kind?.startsWith("id:"))
    ?.slice(3);

/** An action that makes sense here: what works on a thing wants that thing to have been told of. */
export function pickAction(
  story: RequestBuilder,
  wanted?: (step: StepDefinition) => boolean,
): StepDefinition | undefined {
  const { rng, catalog } = story;
  const fits = wanted ? catalog.actions.filter(wanted) : catalog.actions;
  if (!fits.length) return undefined;
  for (let tries = 0; tries < 8; tries++) {
    let step = rng.pick(fits);
    if (!wanted && rng.chance(0.3)) step = catalog.get(rng.pick(POPULAR)) ?? step;
    // what happens in a loop mostly happens to its item
    const latest = story.latest();
    if (!wanted && story.things.length && rng.chance(latest && isItem(latest) ? 0.6 : 0.45)) {
      const nouns = new Set(story.things.map((thing) => thing.noun));
      const apps = new Set(story.things.map((thing) => thing.app));
      const on = fits.filter((one) => nouns.has(needs(one) ?? "") && (apps.has(one.app) || rng.chance(0.2)));
      if (on.length) step = rng.pick(on);
    }
    // people stay with few products: a third one is rarer than one that was named before
    const apps = story.apps();
    if (
      !wanted &&
      apps.size > 1 &&
      !apps.has(step.app) &&
      !catalog.app(step.app)?.builtin &&
      rng.chance(0.5)
    ) {
      const same = fits.filter((one) => apps.has(one.app));
      if (same.length) step = rng.pick(same);
    }
    const need = needs(step);
    if (need && !story.things.some((thing) => thing.noun === need) && rng.chance(0.8)) continue;
    if (
      step.id === "email.message.reply" &&
      !story.things.some((thing) => /email|submission/.test(thing.noun))
    )
      continue;
    return step;
  }
  return rng.pick(fits);
}

interface Spoken {
  text: string;
  inputs: Inputs;
  /** Steps that the words ask for on the way: a list to fetch, a summary to write. */
  before: Step[];
}

/** "all open issues in Jira" as a part of another phrase, fetched by a step of its own. */
export function nounPhrase(
  story: RequestBuilder,
  step: StepDefinition,
): { text: string; step: Step } | undefined {
  const { rng } = story;
  const phrases = step.phrases.filter((phrase) => phrase.startsWith("~ "));
  if (!phrases.length) return undefined;
  const inputs: Inputs = {};
  const words = say(parsePhrase(rng.pick(phrases)), rng, (slot) => slotWords(story, step, slot, inputs));
  if (!words) return undefined;
  const bare = words.replace(/^(all( of)?( the)?|the|my|every) /, "");
  const noun = story.note(rng.chance(0.3) ? words : bare);
  story.used.add(step.id);
  const made: ActionStep = { id: story.id(), use: step.id, annotation: noun.annotation, inputs };
  story.remember(made.id, step);
  const lead = rng.pick(PLURALS.slice(0, 3));
  return { text: words === bare && lead !== "all" ? `${lead} ${noun.text}` : noun.text, step: made };
}

function slotWords(
  story: RequestBuilder,
  step: StepDefinition,
  slot: string,
  inputs: Inputs,
): string | undefined {
  const schema = step.inputs.properties?.[slot];
  if (!schema) return undefined;
  const filled = fill(story, slot, schema, step.title);
  if (filled?.value !== undefined) inputs[slot] = filled.value;
  return filled?.text;
}

const CONTENT = new Set(["text", "body", "content", "items", "message"]);

function speak(story: RequestBuilder, step: StepDefinition, source: string): Spoken | undefined {
  const { rng, catalog } = story;
  const inputs: Inputs = {};
  const before: Step[] = [];
  const words = say(parsePhrase(source), rng, (slot) => {
    // "post a summary of the open issues in Jira": things that have to be fetched first
    if (CONTENT.has(slot) && rng.chance(0.13)) {
      const list = pickAction(
        story,
        (one) => isList(one) && one.phrases.some((phrase) => phrase.startsWith("~ ")),
      );
      const phrase = list && nounPhrase(story, list);
      const value: Value | undefined = phrase && { ref: phrase.step.id };
      if (phrase && value) {
        before.push(phrase.step);
        const summarize = catalog.get("ai.text.summarize");
        if (summarize && slot !== "items" && rng.chance(0.6)) {
          const note = story.note(
            `${rng.pick(["a", "a short", "a quick", "the"])} ${rng.pick(["summary", "summary", "digest", "recap", "overview"])}`,
          );
          story.used.add(summarize.id);
          const made: ActionStep = {
            id: story.id(),
            use: summarize.id,
            annotation: note.annotation,
            inputs: { text: value },
          };
          story.remember(made.id, summarize);
          before.push(made);
          inputs[slot] = { ref: `${made.id}.summary` };
          return `${note.text} of ${phrase.text}`;
        }
        inputs[slot] = value;
        return rng.chance(0.2) ? `a list of ${phrase.text}` : phrase.text;
      }
    }
    return slotWords(story, step, slot, inputs);
  });
  return words
    ? { text: source.startsWith("~ ") ? `${rng.pick(LOOK_UP)} ${words}` : words, inputs, before }
    : undefined;
}

/** Tells an action as an imperative: "post it to #ops". */
export function renderAction(
  story: RequestBuilder,
  wanted?: (step: StepDefinition) => boolean,
  verb?: string,
): Fragment | undefined {
  const { rng } = story;
  if (!wanted && rng.chance(0.05)) return placeholder(story, rng.pick(banks.UNSERVED));
  const step = pickAction(story, wanted);
  if (!step) return undefined;
  const phrases = verb
    ? step.phrases.filter((phrase) => phrase.replace(/^\(/, "").startsWith(verb))
    : step.phrases;
  if (!phrases.length) return undefined;
  const withhold = !wanted && rng.chance(0.045) && !story.used.has(step.id);
  const spoken = speak(story, step, rng.pick(phrases));
  if (!spoken) return undefined;
  if (withhold) {
    story.withheld.add(step.id);
    const told = placeholder(story, spoken.text);
    return { ...told, steps: [...spoken.before, ...told.steps] };
  }
  if (story.withheld.has(step.id)) return undefined;
  story.used.add(step.id);
  const { text, annotation } = story.note(spoken.text);
  const made: ActionStep = { id: story.id(), use: step.id, annotation, inputs: spoken.inputs };
  story.remember(made.id, step);
  return { text, steps: [...spoken.before, made], open: false };
}

function placeholder(story: RequestBuilder, words: string): Fragment {
  const { text, annotation } = story.note(words);
  return { text, steps: [{ id: story.id(), placeholder: true, annotation }], open: false };
}

/** "create an issue in Jira and a branch on GitHub": the verb is said once. */
export function renderShared(story: RequestBuilder): Fragment | undefined {
  const verb = story.rng.pick(["create ", "add ", "open ", "send ", "make ", "update ", "delete "]);
  const with_ = (step: StepDefinition) =>
    step.phrases.some((phrase) => phrase.replace(/^\(/, "").startsWith(verb)) && !needs(step);
  const first = renderAction(story, with_, verb);
  const second = first && renderAction(story, with_, verb);
  if (!first || !second) return undefined;
  const drop = new RegExp(`^(\ue000.)${verb}`);
  if (!drop.test(second.text) || !first.text.replace(/^\ue000./, "").startsWith(verb))
    return { ...second, text: `${first.text} and ${second.text}`, steps: [...first.steps, ...second.steps] };
  return {
    text: `${first.text} and ${second.text.replace(drop, "$1")}`,
    steps: [...first.steps, ...second.steps],
    open: false,
  };
}
