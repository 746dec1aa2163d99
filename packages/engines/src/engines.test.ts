import { parseNotation, type StepKind, stepKind, type Workflow, walk } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { describeWorkflow, engines } from "./index.js";

const catalog = coreCatalog();
const everything = parseNotation(`on schedule.week.every day="Monday" time="09:30" // Mondays
l: jira.issue.search project="WEB" // find the issues
each {l} as issue // each
  if {issue.assignee} empty and {issue.priority} == "high" // nobody has it
    next // skip it
  elif says // it looks bad
    stop // stop
  else
    slack.message.send person="Ana" text="look at {{issue.title}}" // tell Ana
while says // it goes on
  wait "P1DT2H" // wait a day
until {l} filled // there are some
  wait until "noon" // until noon
parallel // both
  branch
    call "Night shift" // run it
  branch
    ? // water the plants
try // try it
  email.message.send to=["a@x.test"] body={l} // mail them
catch
  sms.call.make phone="me" // call me
call ? // something`);
const HOSTILE = [
  '"; process.exit() //',
  `${"$"}{ .trigger } {{trigger}} $.x {} {0}`,
  "it's \\' \\n \\",
  "a\nb\tc\u0000d",
  "]] --> n0 & <script>alert(1)</script> |x|",
  "States.Format('{}', $.trigger)",
];

const textOf = (id: string, workflow: Workflow) => engines.get(id)!.export(workflow, catalog).files[0]!.text;
const post = (text: string): Workflow => ({
  version: 1,
  name: text,
  trigger: { use: "manual.button.pressed", annotation: text },
  steps: [
    {
      id: "s1",
      use: "slack.message.post",
      annotation: text,
      inputs: { channel: text, text: { template: `${text.replaceAll("{{trigger}}", "")} {{trigger.name}}` } },
    },
    {
      id: "s2",
      if: { left: { ref: "trigger.name" }, op: "contains", right: text },
      annotation: text,
      then: [{ id: "s3", placeholder: true, annotation: text }],
    },
  ],
});

/** Every string of a document that the engine would evaluate. */
function* active(node: unknown, engine: string, key = ""): Generator<string> {
  if (typeof node === "string") {
    if (engine === "n8n") {
      if (node.startsWith("=")) yield* [...node.matchAll(/\{\{([\s\S]*?)\}\}/g)].map(([, source]) => source!);
      return;
    }
    const evaluated: Record<string, boolean> = {
      asl: key.endsWith(".$"),
      "asl-jsonata": /^\{%[\s\S]*%\}$/.test(node),
      openflow: key === "expr" || key === "content",
    };
    if (evaluated[engine] ?? node.includes(`${"$"}{`)) yield node;
  } else if (typeof node === "object" && node !== null)
    for (const [name, value] of Object.entries(node)) yield* active(value, engine, name);
}

/** Nodes that are no node of an export but lead elsewhere: conformance.test.ts and n8n/import.test.ts run them. */
const TRANSITIONS: Record<string, StepKind[]> = {
  asl: ["next", "stop"],
  "asl-jsonata": ["next", "stop"],
  n8n: ["next", "try"],
};

/** What stands for each node of {@link everything} in the exports that are drawn. */
const DRAWN: Record<string, Record<string, string>> = {
  mermaid: {
    s1: '["Jira: Find issues"]',
    s2: '{{"For each issue in s1"}}',
    s3: '{"the assignee of issue is empty and the priority of issue is “high”"}',
    "s3, elif": '{"“it looks bad” (to be decided by a person)"}',
    // the edge back to the loop
    s4: 'n3 -->|"yes"| n2',
    s5: '(["Stop"])',
    s6: '["Slack: Send direct message"]',
    s7: '{{"As long as “it goes on” (to be decided by a person)"}}',
    s8: '[/"Wait “P1DT2H”"/]',
    s9: '{{"Until s1 is not empty"}}',
    s10: '[/"Wait “noon”"/]',
    s11: '{{"At the same time"}}',
    s12: '[["Run “Night shift”"]]',
    s13: '["To do: water the plants"]',
    s14: '["Try"]',
    s15: '["Email: Send email"]',
    s16: '["SMS: Make phone call"]',
    s17: '[["Run another workflow"]]',
  },
  bpmn: {
    s1: '<bpmn:serviceTask id="s1"',
    s2: '<bpmn:subProcess id="s2"',
    s3: 'name="nobody has it"',
    "s3, elif": '<bpmn:userTask id="s3_decide_1" name="it looks bad?"',
    s4: 'name="next one"',
    s5: 'name="stop here"',
    s6: '<bpmn:serviceTask id="s6"',
    s7: '<bpmn:userTask id="s7_decide_1"',
    s8: '<bpmn:intermediateCatchEvent id="s8"',
    s9: 'name="there are some"',
    s10: 'id="s10" name="To do: wait &#34;noon&#34;"',
    s11: "<bpmn:parallelGateway",
    s12: '<bpmn:callActivity id="s12"',
    s13: 'id="s13" name="To do: water the plants"',
    s14: '<bpmn:subProcess id="s14"',
    s15: '<bpmn:serviceTask id="s15"',
    s16: '<bpmn:serviceTask id="s16"',
    s17: 'id="s17"',
  },
  // its words, which the picture shows with each node
  svg: Object.fromEntries([...walk(everything.steps)].map(({ step }) => [step.id, `“${step.annotation}”`])),
};

describe.each([...engines.values()])("$title", (engine) => {
  it("lists unsupported features for every kind of node, and drops none", () => {
    const { files, limitations } = engine.export(everything, catalog);
    if (["asl", "asl-jsonata", "serverless", "openflow", "n8n"].includes(engine.id)) {
      // n8n chooses called workflows by itself, and its nodes have fields of their own
      const own = engine.id === "n8n" ? ["binding", "call"] : [];
      const codes = limitations.map(({ code }) => code).filter((code) => code !== "binding");
      const known = ["call", "condition_in_words", "condition_in_words", "placeholder", "time_in_words"];
      expect(codes.sort()).toEqual([...known, ...own.slice(1)].sort());
      expect(limitations.some(({ code }) => code === "binding")).toBe(own.length > 0);
      const bare = TRANSITIONS[engine.id] ?? [];
      for (const { step } of walk(everything.steps))
        if (!bare.includes(stepKind(step))) expect(files[0]!.text).toContain(`"${step.id}`);
    }
    const drawn = DRAWN[engine.id];
    if (drawn) {
      const ids = [...walk(everything.steps)].map(({ step }) => step.id);
      expect(Object.keys(drawn)).toEqual(expect.arrayContaining(ids));
      for (const [node, text] of Object.entries(drawn)) expect(files[0]!.text, node).toContain(text);
    }
    if (engine.id === "flat") expect(engine.import!(JSON.parse(files[0]!.text), catalog)).toEqual(everything);
    expect(Object.keys(engine.flags.support)).toHaveLength(13);
  });
  it.each(HOSTILE)("keeps a hostile text a text: %j", (text) => {
    const out = textOf(engine.id, post(text));
    if (engine.id === "mermaid") {
      expect(
        out.split("\n").every((line) => /^(?:flowchart TD| {2}(?:n\d+|classDef) ?.*|)$/.test(line)),
      ).toBe(true);
      expect(out).not.toMatch(/<|alert\(1\)<|\]\] -->/);
      return;
    }
    if (engine.id === "svg" || engine.id === "bpmn") {
      expect(XMLValidator.validate(out)).toBe(true);
      expect(out).not.toContain("<script");
      return;
    }
    const document = JSON.parse(out);
    if (engine.id === "flat") {
      expect(engine.import!(document, catalog)).toEqual(post(text));
      return;
    }
    for (const source of active(document, engine.id)) {
      // only references of the workflow itself are paths; all else stands in quotes or in Base64
      const outside = source
        .replace(/^\$\{ | \}$/g, "")
        .replace(/"(?:[^"\\]|\\.)*"/g, '""')
        .replace(/'(?:[^'\\]|\\.)*'/g, "''");
      expect(outside).not.toMatch(/process|script|alert|\.x\b/);
    }
    // the fixed text is there, as it is or as a quoted one
    if (engine.id === "asl")
      expect(
        Object.values(document.States).flatMap((state) =>
          Object.values((state as { Parameters?: object }).Parameters ?? {}),
        ),
      ).toContain(text);
  });
});

it("a flow chart leads from a jump to the next item back to the loop, past what follows", () => {
  const workflow = parseNotation(
    'l: jira.issue.search // find\neach {l} as issue // each\n  if {issue.assignee} empty // nobody\n    next // skip\n    sms.call.make phone="me" // never\n  sms.message.send phone="me" // text me',
  );
  const chart = textOf("mermaid", workflow);
  expect(chart).toContain('n3{"the assignee of issue is empty"}');
  expect(chart).toContain('n3 -->|"yes"| n2');
});

describe("what starts a workflow", () => {
  it.each([
    ['schedule.day.every time="07:05"', "cron(5 7 * * ? *)", { cron: "5 7 * * *" }],
    ['schedule.weekday.every time="18:00"', "cron(0 18 ? * MON-FRI *)", { cron: "0 18 * * 1-5" }],
    ['schedule.week.every day="Sunday" time="09:30"', "cron(30 9 ? * SUN *)", { cron: "30 9 * * 0" }],
    ["schedule.month.every day_of_month=3", "cron(0 0 3 * ? *)", { cron: "0 0 3 * *" }],
    ['schedule.interval.every interval="PT1H"', "rate(1 hour)", { every: "PT1H" }],
  ])("%s", (trigger, rule, schedule) => {
    const workflow = parseNotation(`on ${trigger} // then\nsms.message.send phone="me" // text me`);
    const [, event] = engines.get("asl")!.export(workflow, catalog).files;
    expect(JSON.parse(event!.text).ScheduleExpression).toBe(rule);
    expect(JSON.parse(textOf("serverless", workflow)).schedule).toEqual(schedule);
  });
  it("an event, with what it is limited to", () => {
    const workflow = parseNotation(
      'on jira.issue.created project="WEB" // opened\nsms.message.send phone="me" // text me',
    );
    const [, event] = engines.get("asl")!.export(workflow, catalog).files;
    expect(JSON.parse(event!.text).EventPattern).toEqual({
      source: ["flowright.jira"],
      "detail-type": ["jira.issue.created"],
      detail: { project: ["WEB"] },
    });
  });
});

describe("the picture", () => {
  it("shows every node and branch, with its words", () => {
    const picture = textOf("svg", everything);
    expect(XMLValidator.validate(picture)).toBe(true);
    expect(picture.match(/<g>/g)).toHaveLength([...walk(everything.steps)].length + 1);
    for (const words of ["otherwise", "if it fails", "“nobody has it”", "For each issue of s1"])
      expect(picture).toContain(words);
  });
});

describe("a workflow in plain language", () => {
  it("says every step, condition and open end, always in the same words", () => {
    const text = describeWorkflow({ ...everything, missing: [{ step: "s4", input: "text" }] }, catalog);
    expect(text).toMatchInlineSnapshot(`
      "Starts: Schedule: Every week (day: “Monday”; time: “09:30”)
      1. Jira: Find issues (project: “WEB”) [s1]
      2. For each issue of s1: [s2]
         1. If the assignee of issue is empty and the priority of issue is “high”: [s3]
            1. Go on with the next one [s4]
            or else, if “it looks bad” (to be decided by a person):
            1. Stop here [s5]
            otherwise:
            1. Slack: Send direct message (person: “Ana”; text: “look at [the title of issue]”) [s6]
      3. As long as “it goes on” (to be decided by a person), again and again: [s7]
         1. Wait 1 day 2 hours [s8]
      4. Again and again, until s1 is not empty: [s9]
         1. Wait until “noon” [s10]
      5. At the same time: [s11]
         on the one side:
         1. Run the workflow “Night shift” [s12]
         and:
         1. Not automated, nothing serves it: “water the plants” [s13]
      6. Try this: [s14]
         1. Email: Send email (to: “a@x.test”; body: s1) [s15]
         and if a step of it fails:
         1. SMS: Make phone call (phone: “me”) [s16]
      7. Run the workflow (which one is not known yet) [s17]

      Still to be filled in:
      - text of s4"
    `);
    expect(describeWorkflow(everything, catalog)).toBe(text.split("\n\nStill")[0]);
  });
});
