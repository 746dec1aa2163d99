import type { Inputs } from "@flowright/workflow";
import { lexicon } from "../lexicon/index.js";
import { fillSlot } from "./fill-slot.js";
import { parsePhrase, renderPhrase } from "./phrase-template.js";
import type { RequestBuilder } from "./request-builder.js";

/** How a request says when to start: a clause for "when …", or an adverbial such as "every Monday at 9". */
export interface TriggerFragment {
  text: string;
  adverbial: boolean;
}

/** Renders the trigger and puts it into the workflow; undefined for a request that is started by hand. */
export function renderTrigger(builder: RequestBuilder): TriggerFragment | undefined {
  const { rng, catalog } = builder;
  if (!catalog.triggers.length || rng.chance(0.2)) return undefined;
  if (rng.chance(0.02)) {
    const { text, annotation } = builder.annotate(rng.pick(lexicon.outOfCatalog.triggers));
    builder.workflow.trigger = { placeholder: true, annotation };
    return { text, adverbial: false };
  }
  const schedules = catalog.triggers.filter((step) => step.app === "schedule");
  const step = schedules.length && rng.chance(0.25) ? rng.pick(schedules) : rng.pick(catalog.triggers);
  const inputs: Inputs = {};
  const words = renderPhrase(parsePhrase(rng.pick(step.phrases)), rng, (slot) => {
    const schema = step.inputs.properties?.[slot];
    const filled = schema && fillSlot(builder, slot, schema);
    if (filled?.value !== undefined) inputs[slot] = filled.value;
    return filled?.text;
  });
  if (!words) return undefined;
  const { text, annotation } = builder.annotate(words);
  builder.used.add(step.id);
  builder.workflow.trigger = { use: step.id, annotation, inputs };
  if (step.app !== "schedule") builder.introduceOutput("trigger", step);
  return {
    text,
    adverbial: step.app === "schedule" || /^\{duration\}/.test(words) || / before /.test(words.slice(0, 30)),
  };
}

/** Puts the trigger before or after what is to be done; `simple`: that is one part in one sentence. */
export function joinTrigger(
  { rng }: RequestBuilder,
  trigger: TriggerFragment | undefined,
  body: string,
  simple: boolean,
): string {
  if (!trigger) return body;
  const { when, afterWhen, afterEvent, afterSchedule } = lexicon.clauses.triggers;
  if (trigger.adverbial) {
    if (simple && rng.chance(0.25)) return `${body} ${trigger.text}`;
    return `${trigger.text}${rng.pick(afterSchedule)}${body}`;
  }
  // Many only say what happens: "a card is moved to Done -> add a row", "new order? tell me", "a build fails, so …"
  if (rng.chance(0.28)) {
    const event = trigger.text.replace(/^(\ue000.)?(?:a new|a|an|the) /, (all, mark = "") =>
      rng.chance(0.5) ? mark + (all.endsWith("new ") ? "new " : "") : all,
    );
    return `${event}${rng.pick(afterEvent)}${body}`;
  }
  const conjunction = rng.pick(when);
  if (simple && rng.chance(0.2)) return `${body} ${conjunction} ${trigger.text}`;
  return `${conjunction} ${trigger.text}${rng.pick(afterWhen)}${body}`;
}
