import type { ActionStep, Inputs, Step } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";
import { lexicon } from "../lexicon/index.js";
import { fillSlot } from "./fill-slot.js";
import { parsePhrase, renderPhrase } from "./phrase-template.js";
import { isListStep, pickAction, worksOn } from "./pick-action.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** An action as an imperative: "post it to #ops". */
export function renderAction(
  builder: RequestBuilder,
  wanted?: (step: StepDefinition) => boolean,
  verb?: string,
): Fragment | undefined {
  const { rng } = builder;
  if (!wanted && rng.chance(0.05)) return renderPlaceholder(builder, rng.pick(lexicon.outOfCatalog.actions));
  const step = pickAction(builder, wanted);
  if (!step) return undefined;
  const phrases = verb ? step.phrases.filter((phrase) => startsWith(phrase, verb)) : step.phrases;
  if (!phrases.length) return undefined;
  const withhold = !wanted && rng.chance(0.045) && !builder.used.has(step.id);
  const rendered = renderStep(builder, step, rng.pick(phrases));
  if (!rendered) return undefined;
  if (withhold) {
    builder.withheld.add(step.id);
    const { text, steps } = renderPlaceholder(builder, rendered.text);
    return { text, steps: [...rendered.before, ...steps], open: false };
  }
  if (builder.withheld.has(step.id)) return undefined;
  builder.used.add(step.id);
  const { text, annotation } = builder.annotate(rendered.text);
  const made: ActionStep = { id: builder.nextId(), use: step.id, annotation, inputs: rendered.inputs };
  builder.introduceOutput(made.id, step);
  return { text, steps: [...rendered.before, made], open: false };
}

/** True where each way to say the phrase, or the first one, starts with the verb. */
const startsWith = (phrase: string, verb: string): boolean => phrase.replace(/^\(/, "").startsWith(verb);

function renderPlaceholder(builder: RequestBuilder, words: string): Fragment {
  const { text, annotation } = builder.annotate(words);
  return { text, steps: [{ id: builder.nextId(), placeholder: true, annotation }], open: false };
}

/** "create an issue in Jira and a branch on GitHub": the verb is said once. */
export function renderShared(builder: RequestBuilder): Fragment | undefined {
  const verb = builder.rng.pick(lexicon.clauses.actions.sharedVerbs);
  const fits = (step: StepDefinition) =>
    step.phrases.some((phrase) => startsWith(phrase, verb)) && !worksOn(step);
  const first = renderAction(builder, fits, verb);
  const second = first && renderAction(builder, fits, verb);
  if (!first || !second) return undefined;
  // a mark comes before the verb
  const drop = new RegExp(`^(\ue000.)${verb}`);
  const shared = drop.test(second.text) && first.text.replace(/^\ue000./, "").startsWith(verb);
  const text = shared ? second.text.replace(drop, "$1") : second.text;
  return { text: `${first.text} and ${text}`, steps: [...first.steps, ...second.steps], open: false };
}

/** "all open issues in Jira" as a part of another phrase, fetched by a step of its own. */
export function renderLookup(
  builder: RequestBuilder,
  step: StepDefinition,
): { text: string; step: Step } | undefined {
  const { rng } = builder;
  const phrases = step.phrases.filter((phrase) => phrase.startsWith("~ "));
  if (!phrases.length) return undefined;
  const inputs: Inputs = {};
  const words = renderPhrase(parsePhrase(rng.pick(phrases)), rng, (slot) =>
    renderInput(builder, step, slot, inputs),
  );
  if (!words) return undefined;
  const bare = words.replace(/^(all( of)?( the)?|the|my|every) /, "");
  const { text, annotation } = builder.annotate(rng.chance(0.3) ? words : bare);
  builder.used.add(step.id);
  const made: ActionStep = { id: builder.nextId(), use: step.id, annotation, inputs };
  builder.introduceOutput(made.id, step);
  const determiner = rng.pick(lexicon.clauses.actions.determiners);
  return { text: words === bare && determiner !== "all" ? `${determiner} ${text}` : text, step: made };
}

function renderInput(
  builder: RequestBuilder,
  step: StepDefinition,
  slot: string,
  inputs: Inputs,
): string | undefined {
  const schema = step.inputs.properties?.[slot];
  const filled = schema && fillSlot(builder, slot, schema);
  if (filled?.value !== undefined) inputs[slot] = filled.value;
  return filled?.text;
}

interface RenderedStep {
  text: string;
  inputs: Inputs;
  /** Steps that the words ask for on the way: a list to fetch, a summary to write. */
  before: Step[];
}

const CONTENT = new Set(["text", "body", "content", "items", "message"]);

function renderStep(builder: RequestBuilder, step: StepDefinition, source: string): RenderedStep | undefined {
  const { rng } = builder;
  const inputs: Inputs = {};
  const before: Step[] = [];
  const text = renderPhrase(parsePhrase(source), rng, (slot) => {
    const fetched = CONTENT.has(slot) && rng.chance(0.13) ? renderContent(builder, slot) : undefined;
    if (!fetched) return renderInput(builder, step, slot, inputs);
    before.push(...fetched.steps);
    inputs[slot] = { ref: fetched.ref };
    return fetched.text;
  });
  if (!text) return undefined;
  const lookUp = source.startsWith("~ ") ? `${rng.pick(lexicon.clauses.actions.lookUp)} ` : "";
  return { text: lookUp + text, inputs, before };
}

/** "a summary of the open issues in Jira": content that has to be fetched, and perhaps summarized, first. */
function renderContent(builder: RequestBuilder, slot: string) {
  const { rng, catalog } = builder;
  const { summaryDeterminers, summaryNouns } = lexicon.clauses.actions;
  const list = pickAction(
    builder,
    (one) => isListStep(one) && one.phrases.some((phrase) => phrase.startsWith("~ ")),
  );
  const fetched = list && renderLookup(builder, list);
  if (!fetched) return undefined;
  const { step, text } = fetched;
  const summarize = catalog.get("ai.text.summarize");
  if (!summarize || slot === "items" || !rng.chance(0.6))
    return { text: rng.chance(0.2) ? `a list of ${text}` : text, ref: step.id, steps: [step] };
  const words = builder.annotate(`${rng.pick(summaryDeterminers)} ${rng.pick(summaryNouns)}`);
  builder.used.add(summarize.id);
  const made: ActionStep = {
    id: builder.nextId(),
    use: summarize.id,
    annotation: words.annotation,
    inputs: { text: { ref: step.id } },
  };
  builder.introduceOutput(made.id, summarize);
  return { text: `${words.text} of ${text}`, ref: `${made.id}.summary`, steps: [step, made] };
}
