import * as banks from "../lexicon/banks.js";
import { pseudoWord } from "./invent-catalog.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** A pause. */
export function renderWait(story: RequestBuilder): Fragment {
  const { rng } = story;
  const id = story.id();
  if (rng.chance(0.8)) {
    const said = story.said(rng.pick(banks.DURATIONS));
    const { text, annotation } = story.note(
      rng.pick([
        `wait ${said.text}`,
        `wait for ${said.text}`,
        `pause for ${said.text}`,
        `after ${said.text}`,
        `hold on for ${said.text}`,
        `give it ${said.text}`,
        `${said.text} later`,
      ]),
    );
    return { text, steps: [{ id, wait: { duration: said.value }, annotation }], open: false };
  }
  const said = story.said(rng.pick([...banks.DATES, ...banks.TIMES]));
  const { text, annotation } = story.note(
    rng.pick([`wait until ${said.text}`, `hold it until ${said.text}`, `pause until ${said.text}`]),
  );
  return { text, steps: [{ id, wait: { until: said.value }, annotation }], open: false };
}

/** The end of the run, or in a loop also of this round. */
export function renderStop(story: RequestBuilder, loop: boolean): Fragment {
  const { rng } = story;
  const id = story.id();
  if (loop && rng.chance(0.6)) {
    const { text, annotation } = story.note(
      rng.pick([
        "skip it",
        "go on to the next one",
        "skip to the next one",
        "continue with the next",
        "ignore it",
        "move on to the next one",
        "do nothing and go on",
        "leave it and continue",
      ]),
    );
    return { text, steps: [{ id, next: true, annotation }], open: false };
  }
  const { text, annotation } = story.note(
    rng.pick([
      "stop",
      "stop there",
      "end the workflow",
      "stop the workflow",
      "do nothing",
      "finish",
      "abort",
      "quit",
      "that's it",
      "cancel the run",
      "end here",
    ]),
  );
  return { text, steps: [{ id, stop: true, annotation }], open: false };
}

/** Another workflow. */
export function renderCall(story: RequestBuilder): Fragment {
  const { rng } = story;
  const id = story.id();
  const said = story.said(
    rng.chance(0.3)
      ? pseudoWord(rng)
      : rng.pick([
          "onboarding",
          "offboarding",
          "escalation",
          "Order Fulfilment",
          "cleanup",
          "nightly sync",
          "refund",
          "lead scoring",
          "invoice approval",
          "provisioning",
          "weekly digest",
          "deployment",
        ]),
  );
  const { text, annotation } = story.note(
    `${rng.pick(["run", "start", "call", "trigger", "execute"])} the ${said.text} ${rng.pick(["workflow", "sub-workflow", "subworkflow", "flow", "workflow"])}`,
  );
  return { text, steps: [{ id, call: said.value, annotation }], open: false };
}
