import type { Step } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { upperFirst } from "../text/index.js";
import { capitalizeAnnotations, restrictToSpans, type WrittenPair } from "../written/index.js";
import { pickConnectorCatalog } from "./connector-pool.js";
import { type Clause, CrudBuilder } from "./crud-builder.js";
import { renderClause } from "./crud-clauses.js";
import { manualTask } from "./manual-tasks.js";

/**
 * A request as people give it to an integration platform: one to three clauses of what to create, find, change and
 * delete in which product, now and then with something that a person does.
 */
export function makeCrudRequest(rng: Random): WrittenPair {
  const connectors = pickConnectorCatalog(rng);
  const builder = new CrudBuilder(connectors, rng);
  const count = Number(rng.weighted({ 1: 25, 2: 45, 3: 30 }));
  const clauses = Array.from({ length: count }, () => renderClause(builder));
  const task = rng.chance(0.35) ? manualTask(connectors.catalog, rng) : undefined;
  if (task)
    clauses.push({ text: task, steps: [{ id: builder.nextId(), placeholder: true, annotation: task }] });
  const text = joinClauses(clauses, rng);
  const request = upperFirst(text) + (rng.chance(0.5) ? "." : "");
  const steps = clauses.flatMap((clause): Step[] => clause.steps);
  const workflow = { version: 1 as const, name: "", steps: capitalizeAnnotations(steps, request) };
  return {
    request,
    workflow: restrictToSpans(workflow, request, connectors.catalog),
    catalog: connectors.catalog,
  };
}

function joinClauses(clauses: readonly Clause[], rng: Random): string {
  const { joints, jointsAfterBlock } = lexicon.crudRequests;
  let text = clauses[0]?.text ?? "";
  for (const [i, clause] of clauses.entries()) {
    if (i === 0) continue;
    // a loop or a condition goes on to the end of its sentence
    const afterBlock = /(?:each|every|if) /i.test(clauses[i - 1]!.text);
    const joint = rng.pick(afterBlock ? jointsAfterBlock : joints);
    text += joint + (joint === ". " ? upperFirst(clause.text) : clause.text);
  }
  return text;
}
