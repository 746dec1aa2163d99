import { cronOf } from "../cron.js";
import { secondsOf } from "../duration.js";
import { placeholderTrigger, scheduleWithoutCron } from "../limitations.js";
import { emulating, triggerFilter } from "../support.js";
import type { Engine } from "../types.js";
import { startInWords } from "../words.js";
import { applyBinding, bindingOf } from "./bindings.js";
import { NodeBuilder } from "./builder.js";
import { firstOf, parameter } from "./expressions.js";
import type { N8nNode } from "./graph.js";
import { TreeReader } from "./import/tree.js";
import { appNode, type Draft, nodeDraft } from "./node-drafts.js";

/** The rule of n8n's schedule trigger; undefined where the schedule cannot be read. */
function ruleOf(use: string, inputs: Readonly<Record<string, unknown>>): object | undefined {
  const cron = cronOf(use, inputs);
  if (cron) return { field: "cronExpression", expression: cron };
  const seconds = use === "schedule.interval.every" ? secondsOf(inputs.interval) : undefined;
  if (!seconds) return undefined;
  if (seconds % 86_400 === 0) return { field: "days", daysInterval: seconds / 86_400 };
  if (seconds % 3600 === 0) return { field: "hours", hoursInterval: seconds / 3600 };
  return seconds % 60 === 0
    ? { field: "minutes", minutesInterval: seconds / 60 }
    : { field: "seconds", secondsInterval: seconds };
}

/** The node that starts the workflow, and the expression that the fields of its output are read from. */
function start(builder: NodeBuilder): { node: N8nNode; event: string } {
  const { workflow, catalog, graph, limitations } = builder;
  const { trigger } = workflow;
  const name = startInWords(workflow, catalog);
  const notes = trigger?.annotation ? { notes: trigger.annotation, notesInFlow: true } : {};
  const add = (draft: Draft) => {
    const node = graph.add([], { id: "trigger", name, ...draft, ...notes });
    return { node, event: firstOf(node.name) };
  };
  if (!trigger) return add(nodeDraft("manualTrigger", 1, {}));
  if (!("use" in trigger)) {
    limitations.push(placeholderTrigger(trigger.annotation, "workflow"));
    return add(nodeDraft("manualTrigger", 1, {}));
  }
  const { use, inputs = {} } = trigger;
  const rule = ruleOf(use, inputs);
  if (rule) return add(nodeDraft("scheduleTrigger", 1.2, { rule: { interval: [rule] } }));
  if (use.startsWith("schedule.")) {
    limitations.push(scheduleWithoutCron(use));
    return add(nodeDraft("scheduleTrigger", 1.2, { rule: { interval: [{}] } }));
  }
  const binding = bindingOf(catalog.get(use));
  if (binding) {
    const { parameters, unplaced } = applyBinding(binding, inputs, (value, format) =>
      parameter(value, new Map(), () => false, format),
    );
    if (unplaced.length)
      limitations.push({
        step: "trigger",
        code: "binding",
        message: `n8n's trigger has no filter for ${unplaced.join(", ")}: check it after the trigger`,
      });
    builder.reportFieldsRead("trigger", name);
    return add(appNode(binding, parameters));
  }
  const filter = triggerFilter(inputs);
  limitations.push({
    step: "trigger",
    code: "binding",
    message: `no n8n trigger is known for ${name}: call the webhook with the event as its body${filter && `, only for ${filter}`}`,
  });
  const { node, event } = add(nodeDraft("webhook", 2, { httpMethod: "POST", path: use, options: {} }));
  return { node, event: `${event}.body` };
}

export type { N8nNode } from "./graph.js";

/** n8n workflows, as the editor and `n8n import:workflow` read them. */
export const n8n: Engine = {
  id: "n8n",
  title: "n8n",
  flags: {
    support: emulating("placeholder", "while", "until"),
    roundTrip: false,
    checkedBy: "n8n itself, by `npm run test:n8n`",
  },
  export(workflow, catalog) {
    const builder = new NodeBuilder(workflow, catalog);
    const { node, event } = start(builder);
    builder.build({ node, output: 0 }, event);
    const { nodes } = builder.graph;
    // a webhook that another node answers has to wait for that node
    if (node.type.endsWith(".webhook") && nodes.some(({ type }) => type.endsWith(".respondToWebhook")))
      node.parameters.responseMode = "responseNode";
    const document = {
      name: workflow.name || "Workflow",
      nodes,
      connections: builder.graph.connections(),
      pinData: {},
      settings: { executionOrder: "v1" },
      active: false,
    };
    return {
      files: [{ name: "workflow.n8n.json", text: `${JSON.stringify(document, null, 2)}\n` }],
      limitations: builder.limitations,
    };
  },
  importErrorCode: "N8N_INVALID",
  import(document, catalog) {
    const { name } = (document ?? {}) as { name?: unknown };
    return new TreeReader(document, catalog).read(typeof name === "string" ? name : "");
  },
};
