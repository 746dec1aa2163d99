import { nearestModel } from "@flowright/evaluate/baselines";
import { parseNotation, walk } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { isPartOf } from "../codec/index.js";
import type { ModelCall } from "../model/index.js";
import { SimilarTexts } from "../retrieval/index.js";
import { mockModel } from "../testing/index.js";
import { type GenerateEvent, generate, generateEvents } from "./index.js";

const catalog = coreCatalog();
const REQUEST = "when a pull request is merged on github, post it to #releases and water the plants";
const OUTLINE =
  " a pull request is merged on github<|use|> github pull merged<|;|> post it to #releases<|use|> slack message post<|;|> water the plants<|none|>";
/** Answers each task of the second pass by what it asks for. */
const scripted = (outline: string, inputs: Record<string, string>) =>
  mockModel((call) => {
    if (call.prompt.startsWith("<|outline|>")) return outline;
    return Object.entries(inputs).find(([asked]) => call.prompt.includes(asked))?.[1] ?? "";
  });
const model = () =>
  scripted(OUTLINE, {
    "<|use|> slack message post<|f|>": "<|f|> channel<|=|> #releases<|f|> text<|ref|> pull title",
  });

describe("generate", () => {
  it("goes from request to workflow: trigger, steps, inputs, placeholder", async () => {
    const { workflow, issues, stats } = await generate(REQUEST, { model: model(), catalog });
    expect(workflow.trigger).toEqual({
      use: "github.pull.merged",
      annotation: "a pull request is merged on github",
    });
    expect(workflow.steps).toEqual([
      {
        id: "s1",
        use: "slack.message.post",
        annotation: "post it to #releases",
        inputs: { channel: "#releases", text: { ref: "trigger.title" } },
      },
      { id: "s2", placeholder: true, annotation: "water the plants" },
    ]);
    expect(workflow.missing).toBeUndefined();
    expect(issues.filter((issue) => issue.severity === "error")).toEqual([]);
    expect(stats.calls).toBe(3);
  });

  it("lists what the request does not say, and invents nothing", async () => {
    const { workflow } = await generate(REQUEST, { model: scripted(OUTLINE, {}), catalog });
    expect(workflow.steps[0]).not.toHaveProperty("inputs");
    expect(workflow.missing).toEqual([
      { step: "s1", input: "channel" },
      { step: "s1", input: "text" },
    ]);
  });

  it("tells each node as soon as it is there, before the inputs, and done last", async () => {
    const kinds: string[] = [];
    for await (const event of generateEvents(REQUEST, { model: model(), catalog })) kinds.push(event.type);
    expect(kinds).toEqual(["candidates", "trigger", "step", "step", "outline", "filled", "filled", "done"]);
  });

  it("asks for the inputs of all steps at once, and for lists of loops before what is inside", async () => {
    const request = "find all overdue invoices in QuickBooks and for each one email the customer and text me";
    const outline =
      "<|manual|> find all overdue invoices in QuickBooks<|use|> quickbooks invoice search<|;|> for each one<|each|> email the customer<|use|> email message send<|;|> text me<|use|> sms message send<|;|><|close|>";
    const mock = scripted(outline, {
      "<|each|><|ans|>": "<|ref|> invoices",
      "<|use|> email message send<|f|>": "<|f|> to<|ref|> invoice customer email",
    });
    const { workflow } = await generate(request, { model: mock, catalog });
    expect(workflow.steps[1]).toMatchObject({
      forEach: { ref: "s1" },
      as: "invoice",
      do: [{ inputs: { to: [{ ref: "invoice.customer_email" }] } }, { id: "s4" }],
    });
    const asked = mock.calls.map((call) => call.prompt);
    expect(asked[1]).toContain("<|each|><|ans|>");
    expect(asked.filter((prompt) => prompt.startsWith("<|inputs|>")).length).toBe(4);
  });

  it("stops an answer that repeats itself, and keeps the step once", async () => {
    const step = " post it to #releases<|use|> slack message post<|;|>";
    const mock = scripted(`<|manual|>${step.repeat(50)}`, {});
    const { workflow, stats } = await generate(REQUEST, { model: mock, catalog });
    expect(workflow.steps.length).toBe(1);
    // the outline that was stopped counts like any other call: the words before it and three steps
    const inputs = mock.calls.filter((call) => call.prompt.startsWith("<|inputs|>"));
    expect(stats.calls).toBe(1 + inputs.length);
    const stopped = mock.calls[0]!.prompt.length;
    expect(stats.promptTokens).toBe(inputs.reduce((sum, call) => sum + call.prompt.length, stopped));
    expect(stats.answerTokens).toBeGreaterThanOrEqual("<|manual|>".length + 3 * step.length);
    expect(stats.answerTokens).toBeLessThan("<|manual|>".length + 4 * step.length);
  });

  it("counts tokens where a backend writes on after a repetition", async () => {
    const step = " post it to #releases<|use|> slack message post<|;|>";
    const answer = `<|manual|>${step.repeat(50)}`;
    const mock = scripted(answer, {});
    const writesOn = {
      ...mock,
      generate: ({ stopWhen: _, ...call }: ModelCall) => mock.generate(call),
    };
    const { workflow, stats } = await generate(REQUEST, { model: writesOn, catalog });
    expect(workflow.steps.length).toBe(1);
    expect(stats.answerTokens).toBe(answer.length);
  });

  it("an outline that breaks off stays a valid workflow that says so", async () => {
    const { workflow, issues } = await generate(REQUEST, {
      model: scripted(
        "<|manual|> post it to #releases<|use|> slack message post<|;|> water the plants<|if|>",
        {},
      ),
      catalog,
    });
    expect(workflow.steps).toMatchObject([
      { use: "slack.message.post" },
      { placeholder: true, annotation: "water the plants" },
    ]);
    expect(issues).toContainEqual(expect.objectContaining({ code: "shape", severity: "warning" }));
  });

  it("an outline that breaks off is an issue of the result, and told once", async () => {
    const broken = "<|manual|> post it to #releases<|use|> slack message post<|;|> water the plants<|if|>";
    const events: GenerateEvent[] = [];
    for await (const event of generateEvents(REQUEST, { model: scripted(broken, {}), catalog }))
      events.push(event);
    const done = events.at(-1)!;
    expect(done.type === "done" && done.issues.filter((issue) => issue.code === "shape")).toEqual([
      expect.objectContaining({ message: expect.stringContaining("cut off") }),
    ]);
    const { issues } = await generate(REQUEST, { model: scripted(broken, {}), catalog });
    expect(issues.filter((issue) => issue.code === "shape")).toHaveLength(1);
  });

  it("events are snapshots: what comes later does not change them", async () => {
    const events: GenerateEvent[] = [];
    const told: string[] = [];
    for await (const event of generateEvents(REQUEST, { model: model(), catalog })) {
      events.push(event);
      told.push(JSON.stringify(event));
    }
    expect(events.map((event) => JSON.stringify(event))).toEqual(told);
    expect(events.find((event) => event.type === "step")).toMatchObject({ workflow: { steps: [{}] } });
    expect(JSON.stringify(events.find((event) => event.type === "outline"))).not.toContain("inputs");
  });

  it("a model that is not bound and answers nonsense invents nothing", async () => {
    for (const answer of [
      "nonsense",
      "<|use|>",
      "<|manual|> rm -rf<|use|> root shell<|;|>",
      "<|close|><|close|>",
      " water the plants<|use|> made up<|;|>",
    ]) {
      const { workflow, issues } = await generate(REQUEST, { model: mockModel(answer), catalog });
      expect(issues.filter((issue) => issue.severity === "error")).toEqual([]);
      for (const { step } of walk(workflow.steps)) expect(isPartOf(REQUEST, step.annotation!)).toBe(true);
    }
  });

  it("stops when told to", async () => {
    const controller = new AbortController();
    const events: GenerateEvent[] = [];
    const run = async () => {
      for await (const event of generateEvents(REQUEST, {
        model: model(),
        catalog,
        signal: controller.signal,
      })) {
        events.push(event);
        if (event.type === "trigger") controller.abort();
      }
    };
    await expect(run()).rejects.toMatchObject({ code: "ABORTED" });
    expect(events.some((event) => event.type === "done")).toBe(false);
  });

  it("hands on what the model throws", async () => {
    await expect(
      generate(REQUEST, { model: mockModel(new FlowrightError("MODEL_FAILED", "out of memory")), catalog }),
    ).rejects.toMatchObject({ code: "MODEL_FAILED" });
  });
});

describe("the json codec", () => {
  const text = (steps: object[]) =>
    JSON.stringify({
      version: 1,
      name: "n",
      trigger: { use: "github.pull.merged", annotation: "a pull request is merged on github" },
      steps,
    });
  const good = text([
    {
      id: "s1",
      use: "slack.message.post",
      annotation: "post it to #releases",
      inputs: { channel: "#releases", text: { ref: "trigger.title" } },
    },
  ]);
  const json = { catalog, codec: "json" as const };

  it("reads one answer", async () => {
    const mock = mockModel(`Here you are:\n\`\`\`json\n${good}\n\`\`\``);
    expect((await generate(REQUEST, { ...json, model: mock })).workflow.steps).toHaveLength(1);
    expect(mock.calls).toHaveLength(1);
  });
  it("repairs once, telling what was wrong", async () => {
    const mock = mockModel([good.replace("slack.message.post", "slack.message.shout"), good]);
    expect((await generate(REQUEST, { ...json, model: mock })).workflow.steps[0]).toMatchObject({
      use: "slack.message.post",
    });
    expect(mock.calls[1]?.prompt).toContain("slack.message.shout");
  });
  it("gives up with a typed error after that", async () => {
    await expect(generate(REQUEST, { ...json, model: mockModel("no") })).rejects.toMatchObject({
      code: "MODEL_FAILED",
    });
  });
});

describe("requests that are none", () => {
  it.each([
    ["empty", "", "REQUEST_EMPTY"],
    ["blank", " \n\t ", "REQUEST_EMPTY"],
    ["only emoji", "🎉🔥🚀", "REQUEST_EMPTY"],
    ["only marks", "?!… 123", "REQUEST_EMPTY"],
    ["20,000 characters", "post it ".repeat(2500), "REQUEST_TOO_LONG"],
  ])("%s", async (_, request, code) => {
    await expect(generate(request, { model: model(), catalog })).rejects.toMatchObject({
      code,
      hint: expect.any(String),
    });
  });
});

describe("generate with the json codec", () => {
  const POOL = new SimilarTexts(
    [
      {
        request: "a pull request is merged: tell #dev",
        workflow: parseNotation("on github.pull.merged // merged"),
      },
      { request: "call the plumber", workflow: parseNotation('sms.call.make phone="plumber" // call') },
    ],
    (example) => example.request,
  );
  const outline = JSON.stringify({
    version: 1,
    name: "",
    trigger: { use: "github.pull.merged", annotation: "a pull request is merged on github" },
    steps: [
      {
        id: "s1",
        if: { says: "merged on github" },
        annotation: "merged on github",
        then: [{ id: "s2", use: "slack.message.post", annotation: "post it to #releases" }],
      },
    ],
  });
  it("in two passes asks for the outline, then for each node, and binds both", async () => {
    const model = mockModel(
      ({ prompt }) => {
        if (!prompt.startsWith("You fill in")) return outline;
        if (prompt.includes('"condition"'))
          return '{"condition": {"left": {"ref": "trigger.branch"}, "op": "eq", "right": "main"}}';
        return prompt.includes("slack.message.post")
          ? '{"inputs": {"channel": "#releases", "text": {"ref": "trigger.title"}}}'
          : '{"inputs": {}}';
      },
      { capabilities: { compact: false, constraint: "json-schema" } },
    );
    const { workflow, stats } = await generate(REQUEST, {
      model,
      catalog,
      experimental: { passes: "twoPass" },
    });
    expect(workflow.steps).toMatchObject([
      {
        if: { left: { ref: "trigger.branch" }, op: "eq", right: "main" },
        then: [{ inputs: { channel: "#releases", text: { ref: "trigger.title" } } }],
      },
    ]);
    expect(stats.calls).toBe(4);
    expect(model.calls.every((call) => call.grammar && call.messages?.length === 1)).toBe(true);
    expect(model.calls[0]!.prompt).not.toContain("inputs {");
  });
  it("shows the most similar requests of the pool as examples, and leaves parts out", async () => {
    const model = mockModel(outline, { capabilities: { compact: false } });
    const examples = { count: 1, pool: POOL };
    await generate(REQUEST, { model, catalog, examples, experimental: { omitPromptParts: ["role"] } });
    expect(model.calls[0]!.prompt).toContain("tell #dev");
    expect(model.calls[0]!.prompt).not.toContain("plumber");
    expect(model.calls[0]!.prompt).not.toContain("You turn a request");
    expect(model.calls[0]!.grammar).toBeUndefined();
  });
  it("the nearest example is a baseline: its workflow as it stands", async () => {
    const { workflow, stats } = await generate("please call the plumber now", {
      model: nearestModel(POOL),
      catalog,
    });
    expect(workflow.steps).toMatchObject([{ use: "sms.call.make", inputs: { phone: "plumber" } }]);
    expect(stats.calls).toBe(1);
    await expect(generate("xyzzy", { model: nearestModel(POOL), catalog })).rejects.toMatchObject({
      code: "MODEL_FAILED",
    });
  });
});
