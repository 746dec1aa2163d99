import type { Step, Workflow } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { tokenF1 } from "./annotation-overlap.js";
import { scoreWorkflow } from "./score-workflow.js";

const catalog = coreCatalog();
const post = (id: string, channel: string, more: object = {}): Step => ({
  id,
  use: "slack.message.post",
  annotation: "post it",
  inputs: { channel, text: { ref: "trigger.summary" } },
  ...more,
});
const ask: Step = { id: "s9", use: "approval.request.create", inputs: { person: "the lead" } };
const guarded = (then: Step[]): Step => ({
  id: "s2",
  if: { left: { ref: "trigger.assignee" }, op: "empty" },
  annotation: "nobody is assigned",
  then,
});
const flow = (...steps: Step[]): Workflow => ({
  version: 1,
  name: "x",
  trigger: { use: "servicenow.incident.created", inputs: { priority: "high" } },
  steps,
});
const reference = flow(post("s1", "#ops"), guarded([ask]));
const score = (candidate: Workflow, ...others: Workflow[]) =>
  scoreWorkflow(candidate, [reference, ...others], catalog);
const edits = (candidate: Workflow) => score(candidate).edits.map(({ text }) => text);

describe("scores of workflow documents", () => {
  it("the same workflow is perfect, however its steps are numbered", () => {
    const renumbered = flow(post("a", " #OPS"), { ...guarded([{ ...ask, id: "b" }]), id: "c" });
    expect(score(renumbered)).toMatchObject({
      flowSim: 1,
      flowSimWithInputs: 1,
      outline: 1,
      exact: 1,
      valid: 1,
      triggerMatch: 1,
      annotations: 1,
      edits: [],
    });
  });
  const json = JSON.stringify(reference);
  it.each([
    ["bare", json],
    ["in a code fence", `\`\`\`json\n${json}\n\`\`\``],
    ["in a code fence without a language", `\`\`\`\n${json}\n\`\`\``],
    ["in a fence of tildes between words", `Here it is:\n~~~\n${json}\n~~~\nDone.`],
    ["in a fence with Windows line ends", `\`\`\`json\r\n${json}\r\n\`\`\`\r\n`],
    ["in the second of two fences", `\`\`\`json\n{"plan": 1}\n\`\`\`\n\`\`\`json\n${json}\n\`\`\``],
    ["after thoughts", `<think>say {"a": 1} or not</think>\n${json}`],
    ["behind a byte order mark", `\uFEFF${json}`],
  ])("a raw answer is read %s", (_, answer) => {
    expect(scoreWorkflow(answer, [reference], catalog)).toMatchObject({ flowSimWithInputs: 1, exact: 1 });
  });
  it.each([
    ["cut off", json.slice(0, -2)],
    ["no workflow", '{"answer": 42}'],
    ["no JSON", "I am sorry."],
  ])("a raw answer that is %s scores as an empty workflow", (_, answer) => {
    expect(scoreWorkflow(answer, [reference], catalog)).toMatchObject({ flowSim: 0, exact: 0 });
  });
  it("names what was missed, and under what", () => {
    expect(edits(flow(post("s1", "#ops"), guarded([])))).toEqual([
      "missed: approval.request.create (under if “nobody is assigned”)",
    ]);
  });
  it("names what is too much, wrong, or in the wrong place", () => {
    expect(edits(flow(post("s1", "#ops"), guarded([ask]), { id: "s5", stop: true }))).toEqual([
      "extra: stop",
    ]);
    expect(edits(flow(post("s1", "#ops"), guarded([{ ...ask, use: "sms.message.send" }])))).toEqual([
      "wrong: sms.message.send, expected approval.request.create (under if “nobody is assigned”)",
    ]);
    expect(edits(flow(post("s1", "#ops"), guarded([]), ask))).toEqual([
      "wrong place: approval.request.create is (at the top), expected (under if “nobody is assigned”)",
    ]);
    expect(edits({ ...reference, trigger: { use: "jira.issue.created" } })).toEqual([
      "wrong: jira.issue.created, expected servicenow.incident.created",
    ]);
  });
  it("names wrong, missed and invented inputs and wrong conditions", () => {
    const bare: Step = {
      id: "s1",
      use: "slack.message.post",
      annotation: "post it",
      inputs: { channel: "#general", thread: "1" },
    };
    const turned: Step = {
      ...guarded([ask]),
      if: { left: { ref: "trigger.assignee" }, op: "filled" },
    } as Step;
    expect(edits(flow(bare, turned))).toEqual([
      "wrong input: channel, expected #ops, got #general of slack.message.post",
      "missed input: text, expected {trigger.summary} of slack.message.post",
      "invented input: thread, got 1 of slack.message.post",
      "wrong condition: expected empty({trigger.assignee}), got filled({trigger.assignee}) of if",
    ]);
    const { fields, outline, exact } = score(flow(bare, turned));
    expect([outline, exact]).toEqual([1, 0]);
    expect(fields).toMatchObject({
      literal: { right: 1, total: 2 },
      enum: { right: 1, total: 1 },
      reference: { right: 0, total: 1 },
      condition: { right: 0, total: 1 },
    });
  });
  it("counts invented steps and inputs, and placeholders", () => {
    const holder: Step = { id: "s3", placeholder: true, annotation: "water the plants" };
    const wild = flow(
      { id: "s1", use: "slack.message.shout" },
      { id: "s2", use: "slack.message.post", inputs: { loud: true } },
      holder,
    );
    expect(scoreWorkflow(wild, [flow(holder)], catalog)).toMatchObject({
      inventedSteps: 1,
      inventedInputs: 1,
      valid: 0,
      placeholders: { got: 1, wanted: 1, right: 1 },
    });
  });
  it("takes the nearest of several references", () => {
    const other = flow(post("s1", "#ops"));
    expect(score(other, other).flowSim).toBe(1);
    expect(() => scoreWorkflow(other, [], catalog)).toThrow(RangeError);
  });
  it("token F1", () => {
    expect([tokenF1("post it", "post it to #ops"), tokenF1("", ""), tokenF1("a", "b")]).toEqual([
      4 / 6,
      1,
      0,
    ]);
  });
});
