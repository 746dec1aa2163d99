import type { Workflow } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import { simulate } from "@flowright/workflow/simulate";
import { describe, expect, it } from "vitest";
import { workflows } from "../../../../test/support/corpus.js";
import { catalog, World } from "../../../../test/support/worlds.js";
import { n8n } from "./index.js";

const exported = (workflow: Workflow) => JSON.parse(n8n.export(workflow, catalog).files[0]!.text);
const back = (workflow: Workflow) => n8n.import!(exported(workflow), catalog);

/** Every condition in words, all of which hold: so that the steps alone are compared. */
const unconditional = (workflow: Workflow): Workflow =>
  JSON.parse(JSON.stringify(workflow), (key, value) =>
    ["if", "while", "until"].includes(key) && !Array.isArray(value) ? { says: "x" } : value,
  );

/** The steps that are done, in order. */
const traceOf = (workflow: Workflow, trigger: unknown): string[] =>
  simulate(unconditional(workflow), catalog, { trigger, maxRounds: 2 }).flatMap(({ kind, use }) =>
    kind === "action" ? [use!] : kind === "decision" ? [] : [kind],
  );

describe("what was exported and imported again", () => {
  it("does the same steps in the same order, or is refused with the name of the node that is in the way", () => {
    let same = 0;
    const refused: Workflow[] = [];
    for (const workflow of workflows) {
      const trigger = new World(workflow).trigger();
      try {
        const other = back(workflow);
        // what the other branches still do when one ends nobody can tell
        const beside =
          /"parallel":/.test(JSON.stringify(workflow)) &&
          /"(?:stop|next)":true/.test(JSON.stringify(workflow));
        if (!beside)
          expect(traceOf(other, trigger), JSON.stringify({ workflow, other })).toEqual(
            traceOf(workflow, trigger),
          );
        same++;
      } catch (error) {
        if (!FlowrightError.is(error)) throw error;
        expect(error.code).toBe("N8N_UNSTRUCTURED");
        expect(error.message).toMatch(/“.+”/);
        refused.push(workflow);
      }
    }
    // What people write is a tree; nodes put inside of each other by chance, with ends in odd places, need not come back.
    // n8n joins the conditions of a node in one way only, so an "or" of "and"s takes several nodes that lead to one place.
    const several = /"any":\[\{"all"|"all":\[\{"any"/;
    const odd = refused.filter(
      (workflow) => workflow.name !== "shape" && !several.test(JSON.stringify(workflow)),
    );
    expect(odd).toEqual([]);
    expect(same).toBeGreaterThan(workflows.length / 2);
  });
});

describe("a workflow that somebody made in n8n", () => {
  const node = (name: string, type: string, parameters: object = {}, more: object = {}) => ({
    id: name,
    name,
    type: `n8n-nodes-base.${type}`,
    typeVersion: 1,
    position: [0, 0],
    parameters,
    ...more,
  });
  const wired = (nodes: object[], wires: Record<string, string[][]>) => ({
    name: "Mine",
    nodes,
    connections: Object.fromEntries(
      Object.entries(wires).map(([from, ports]) => [
        from,
        { main: ports.map((to) => to.map((name) => ({ node: name, type: "main", index: 0 }))) },
      ]),
    ),
  });
  const start = node("Every day", "scheduleTrigger", {
    rule: { interval: [{ field: "cronExpression", expression: "30 7 * * *" }] },
  });
  const post = (name: string) =>
    node(name, "slack", {
      resource: "message",
      operation: "post",
      select: "channel",
      channelId: { __rl: true, mode: "name", value: "#ops" },
      text: "={{ $json.title }}: {{ Math.random() }}",
    });

  it("is read with its branches, its loop, and names for what no document says", () => {
    const tickets = node("Tickets", "zendesk", {
      resource: "ticket",
      operation: "getAll",
      options: { status: "open" },
    });
    const loop = node("Loop Over Items", "splitInBatches");
    const when = node("Urgent?", "if", {
      conditions: {
        combinator: "and",
        conditions: [
          {
            leftValue: "={{ $json.priority }}",
            rightValue: "urgent",
            operator: { type: "string", operation: "equals" },
          },
        ],
      },
    });
    const odd = node("Do magic", "code", { jsCode: "return 1" });
    const found = n8n.import!(
      wired([start, tickets, loop, when, post("Tell"), odd], {
        "Every day": [["Tickets"]],
        Tickets: [["Loop Over Items"]],
        "Loop Over Items": [[], ["Urgent?"]],
        "Urgent?": [["Tell"], ["Do magic"]],
        Tell: [["Loop Over Items"]],
        "Do magic": [["Loop Over Items"]],
      }),
      catalog,
    );
    expect(found).toEqual({
      version: 1,
      name: "Mine",
      trigger: { use: "schedule.day.every", inputs: { time: "07:30" } },
      steps: [
        { id: "s1", use: "zendesk.ticket.search", inputs: { status: "open" } },
        {
          id: "s2",
          forEach: { ref: "s1" },
          as: "items",
          do: [
            {
              id: "s3",
              annotation: "Urgent?",
              if: { left: { ref: "items.priority" }, op: "eq", right: "urgent" },
              then: [{ id: "s4", use: "slack.message.post", inputs: { channel: "#ops" } }],
              else: [{ id: "s5", annotation: "Do magic", placeholder: true }],
            },
          ],
        },
      ],
      missing: [{ step: "s4", input: "text" }],
    });
  });
  it("is refused where it is no tree, with the node that is in the way", () => {
    const [a, b, c] = ["A", "B", "C"].map(post);
    const when = node("Which?", "if", {});
    // C is reached from both branches, B only from one of them after C's neighbour
    const crossed = wired([start, when, a!, b!, c!, node("Or?", "if", {})], {
      "Every day": [["Which?"]],
      "Which?": [["A"], ["Or?"]],
      A: [["B"]],
      "Or?": [["B"], ["C"]],
      B: [["C"]],
      C: [["A"]],
    });
    expect(() => n8n.import!(crossed, catalog)).toThrow(
      expect.objectContaining({ code: "N8N_UNSTRUCTURED" }),
    );
    expect(() => n8n.import!(wired([start, { ...start, name: "Other" }], {}), catalog)).toThrow(
      /“Every day”, “Other”/,
    );
    expect(() => n8n.import!({ nodes: 3 }, catalog)).toThrow(
      expect.objectContaining({ code: "N8N_INVALID" }),
    );
  });
});
