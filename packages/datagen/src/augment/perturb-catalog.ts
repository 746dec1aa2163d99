import { renameUses } from "@flowright/workflow";
import { makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import type { WrittenPair } from "../written/read-written.js";

/** Catalogues up to this size are given other shapes; a large one has variety enough. */
const SMALL = 100;

const OTHER_VERBS: Readonly<Record<string, readonly string[]>> = {
  Send: ["Dispatch", "Deliver", "Write"],
  Create: ["Add", "New", "Make", "Open"],
  Search: ["Find", "Look up", "Query"],
  Find: ["Search", "Look up", "Get"],
  List: ["Get all", "Show", "Search"],
  Cancel: ["Call off", "Revoke"],
  Assign: ["Allocate", "Give"],
  Notify: ["Alert", "Inform", "Tell"],
  Message: ["Text", "Write to", "Contact"],
  Ask: ["Request from", "Consult"],
  Schedule: ["Plan", "Book", "Arrange"],
  Book: ["Reserve", "Schedule"],
  Update: ["Change", "Edit", "Modify"],
  Change: ["Update", "Edit", "Set"],
  Set: ["Change", "Update"],
  Block: ["Lock", "Close"],
  Issue: ["Grant", "Hand out"],
  Close: ["Finish", "Complete"],
  Reject: ["Decline", "Refuse"],
  Approve: ["Accept", "Confirm"],
  Charge: ["Bill", "Debit"],
  Order: ["Buy", "Request"],
  Add: ["Create", "Insert", "Put"],
  Start: ["Begin", "Launch", "Run"],
  Email: ["Mail", "Send e-mail to"],
  Text: ["SMS", "Message"],
  Call: ["Phone", "Ring"],
};

/**
 * The same catalogue as another team would have written it: steps that are known by their titles instead of telling
 * ids, and other verbs in them. What a model copies must come from the candidates that it is shown.
 */
export function perturbCatalog(pair: WrittenPair, rng: Random): WrittenPair {
  const { catalog } = pair;
  if (catalog.steps.length > SMALL) return pair;
  const opaque = rng.chance(0.6);
  const ids = new Map<string, string>();
  const steps = catalog.steps.map((step, i): StepDefinition => {
    const [verb = "", ...rest] = step.title.split(" ");
    const verbs = opaque && rng.chance(0.35) ? OTHER_VERBS[verb] : undefined;
    const id = opaque ? `n${i}` : rng.chance(0.5) ? step.id : moved(step.id);
    ids.set(step.id, id);
    return { ...step, id, title: verbs ? [rng.pick(verbs), ...rest].join(" ") : step.title };
  });
  if (new Set(ids.values()).size < steps.length) return pair;
  return {
    ...pair,
    workflow: renameUses(pair.workflow, ids),
    catalog: makeCatalog(catalog.name, catalog.apps, steps),
  };
}

/** `stayhub.room.list` → `list_room_stayhub`: the same words in another order. */
const moved = (id: string): string =>
  id
    .split(/[.:_-]+/)
    .reverse()
    .join("_");
