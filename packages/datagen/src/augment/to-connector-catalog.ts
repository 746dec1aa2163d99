import { mapBlocks, type Step, usesOf, type Workflow } from "@flowright/workflow";
import { type Catalog, makeCatalog } from "@flowright/workflow/catalog";
import { identifierWords, type Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { type ConnectorCatalog, makeConnectorCatalog } from "../connectors/connector-catalog.js";
import { manualTask } from "../connectors/manual-tasks.js";
import { annotationsInRequest, capitalizeAnnotations, upper } from "../written/annotations.js";
import type { WrittenPair } from "../written/read-written.js";
import { uniqueIndexOf } from "./step-spans.js";

const SHELVES = 9;
const shelves: ConnectorCatalog[] = [];
const known = new WeakSet<Catalog>();

/** True for the catalogues that `toConnectorCatalog` puts pairs over: there are few of them, and many pairs over each. */
export const isConnectorCatalog = (catalog: Catalog): boolean => known.has(catalog);

/** One of the few catalogues of connectors. */
export function pickConnectorCatalog(rng: Random): ConnectorCatalog {
  const at = rng.int(0, SHELVES - 1);
  let shelf = shelves[at];
  if (!shelf) {
    shelf = makeConnectorCatalog(coreCatalog(), at + 1);
    shelves[at] = shelf;
    known.add(shelf.catalog);
  }
  return shelf;
}

/**
 * A pair over the core catalogue as it would be over the connectors of an integration platform: no trigger, no inputs,
 * and a placeholder for everything that no connector does.
 * @returns undefined where the event cannot be left out of the request, or is the words of a step too, or nothing that a connector
 *   does is left.
 */
export function toConnectorCatalog(pair: WrittenPair, rng: Random): WrittenPair | undefined {
  const shelf = pickConnectorCatalog(rng);
  const request = withoutEvent(pair);
  if (request === undefined) return undefined;
  let served = 0;
  const visit = (step: Step): Step => {
    if ("use" in step) {
      const use = shelf.of.get(step.use);
      const { id, annotation } = step;
      const said = annotation === undefined ? {} : { annotation };
      if (use === undefined) return { id, placeholder: true, ...said };
      served++;
      return { id, use, ...said };
    }
    return undecide(mapBlocks(step, (steps) => steps.map(visit)));
  };
  const { trigger: _, ...rest } = structuredClone(pair.workflow);
  const workflow: Workflow = { ...rest, steps: rest.steps.map(visit) };
  if (!served) return undefined;
  const made = { request, workflow: capitalizeAnnotations(workflow, request), catalog: shelf.catalog };
  // a look-up may be said in the words of the event alone
  return annotationsInRequest(made) ? made : undefined;
}

/** A condition or a loop that no data decides: connectors hand nothing on. */
function undecide(step: Step): Step {
  const says = (words: string | undefined) => ({ says: words ?? "" });
  if ("if" in step) {
    const elseIf = step.elseIf?.map((branch) => ({ ...branch, if: says(branch.annotation) }));
    return { ...step, if: says(step.annotation), ...(elseIf ? { elseIf } : {}) };
  }
  if ("while" in step) return { ...step, while: says(step.annotation) };
  if ("until" in step) return { ...step, until: says(step.annotation) };
  return "forEach" in step ? { ...step, forEach: null } : step;
}

/** The request without its event: "When A, do B" → "Do B". */
function withoutEvent({ request, workflow: { trigger } }: WrittenPair): string | undefined {
  if (!trigger) return request;
  const words = trigger.annotation;
  const from = words ? uniqueIndexOf(words, request) : undefined;
  if (!words || from === undefined) return undefined;
  const behind = /^\s*(?:[,:→]|=>|->)\s*(?:then )?(?=\p{L})/u.exec(request.slice(from + words.length));
  if (
    !behind ||
    !/^(?:(?:if|when|whenever|every time|each time|as soon as|once|after|on) )?$/i.test(
      request.slice(0, from),
    )
  )
    return undefined;
  const rest = request.slice(from + words.length + behind[0].length);
  return /^\p{Lu}/u.test(request) ? upper(rest) : rest;
}

const padded = new WeakMap<Catalog, Catalog>();

/** A small catalogue of connectors with hundreds of others padWithConnectors them, where the request says which products it means. */
export function padWithConnectors(pair: WrittenPair, rng: Random): WrittenPair {
  const { catalog } = pair;
  const said = new Set(identifierWords(pair.request));
  for (const { use } of usesOf(pair.workflow)) {
    const { title } = catalog.app(catalog.get(use)!.app)!;
    if (!said.has(identifierWords(title)[0] ?? "")) return pair;
  }
  let all = padded.get(catalog);
  if (!all) {
    const others = pickConnectorCatalog(rng).catalog;
    const taken = new Set(catalog.apps.map(({ id }) => id));
    const free = ({ app }: { app: string }) => !taken.has(app);
    all = makeCatalog(
      `${catalog.name}-beside`,
      [...catalog.apps, ...others.apps.filter(({ id }) => !taken.has(id))],
      [...catalog.steps, ...others.steps.filter(free)],
    );
    padded.set(catalog, all);
    known.add(all);
  }
  return { ...pair, catalog: all };
}

const JOINTS = [
  " and ",
  ", and ",
  ", then ",
  " and then ",
  " and finally ",
  ". Then ",
  ". After that, ",
  ", ",
];

/** One more thing to do at the end, that a person does and no step of the catalogue. */
export function appendManualTask(pair: WrittenPair, rng: Random): WrittenPair {
  const { request, workflow, catalog } = pair;
  const last = workflow.steps.at(-1);
  const text = request.replace(/[\s.!]+$/, "");
  if (!last || !("use" in last) || /["”)]$/.test(text) || text.includes("\n")) return pair;
  if (!last.annotation || !text.endsWith(last.annotation)) return pair;
  const task = manualTask(catalog, rng);
  if (!task || request.includes(task)) return pair;
  const step: Step = { id: "by_hand", placeholder: true, annotation: task };
  const end = rng.chance(0.5) ? "." : "";
  return {
    ...pair,
    request: `${text}${rng.pick(JOINTS)}${task}${end}`,
    workflow: { ...workflow, steps: [...workflow.steps, step] },
  };
}
