import { type Catalog, makeCatalog } from "@flowright/workflow/catalog";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import type { ModelCall } from "../model/index.js";
import { mockModel } from "../testing/index.js";
import { type GenerateEvent, generate, generateEvents } from "./index.js";

const catalog = coreCatalog();
const REQUEST = "post it to #ops and text bob";
const outline = (...steps: string[]) => `<|manual|>${steps.join("")}`;
const POST = " post it to #ops<|use|> slack message post<|;|>";
const SEND = " text bob<|use|> slack message send<|;|>";
const TEXT = " text bob<|use|> sms message send<|;|>";
const candidateIds = ["slack.message.post", "slack.message.send", "sms.message.send"];
const asked = { catalog, experimental: { candidateIds } };

/** Writes `first` at temperature 0 and the others in turn by seed; finds each as likely as `odds` says. */
function model(
  first: string,
  others: readonly string[],
  odds: Record<string, number>,
  trained?: readonly string[],
) {
  const scored: string[] = [];
  const scoring = mockModel(
    ({ prompt, temperature = 0, seed = 1 }) =>
      !prompt.startsWith("<|outline|>")
        ? ""
        : temperature === 0
          ? first
          : others[(seed - 1) % others.length]!,
    {
      ...(trained ? { metadata: { trainedSteps: new Set(trained) } } : {}),
      probability({ answer }) {
        scored.push(answer);
        return odds[answer] ?? 0;
      },
    },
  );
  const drafts = (): ModelCall[] => scoring.calls.filter(({ prompt }) => prompt.startsWith("<|outline|>"));
  return { scoring, scored, drafts };
}

describe("the most probable of several drafts", () => {
  const [wrong, right, worse] = [outline(POST, SEND), outline(POST, TEXT), outline(TEXT)];

  it("is taken, and its probability told", async () => {
    const { scoring, drafts } = model(wrong, [worse, right], { [wrong]: 0.2, [right]: 0.5, [worse]: 0.1 });
    const { workflow, stats } = await generate(REQUEST, { ...asked, model: scoring, numDrafts: 4 });
    expect(workflow.steps).toMatchObject([{ use: "slack.message.post" }, { use: "sms.message.send" }]);
    expect(stats.confidence).toBeCloseTo(0.5);
    expect(drafts()).toHaveLength(4);
    expect(new Set(drafts().map(({ seed }) => seed)).size).toBe(4);
  });

  it("is looked for with the candidates in another order, too", async () => {
    const { scoring, drafts } = model(wrong, [worse], { [wrong]: 0.2, [worse]: 0.1 });
    await generate(REQUEST, { ...asked, model: scoring, numDrafts: 8 });
    const [first, ...others] = drafts();
    expect(others.filter(({ temperature }) => temperature === 0)).toHaveLength(2);
    const words = (prompt: string) =>
      prompt.split("<|c|>").slice(1).join().split("<|req|>")[0]!.split(",").sort();
    for (const { prompt } of others) expect(words(prompt)).toEqual(words(first!.prompt));
    expect(others.some(({ prompt }) => prompt !== first!.prompt)).toBe(true);
  });

  it("is written under the same names whatever the order of the candidates", async () => {
    // by themselves both would be "task create": the first of a list gets it, the other one its app's name
    const step = catalog.get("slack.message.post")!;
    const apps = ["alpha", "beta"].map((id) => ({ ...catalog.app("slack")!, id, title: id }));
    const steps = apps.map(({ id }) => ({ ...step, id: `${id}_1`, app: id, title: "Task create" }));
    const own = makeCatalog("own", apps, steps);
    const { scoring, drafts } = model(outline(POST), [outline(POST)], {});
    const experimental = { candidateIds: steps.map(({ id }) => id) };
    await generate(REQUEST, { catalog: own, experimental, model: scoring, numDrafts: 40 });
    const named = drafts().map(({ prompt }) => /<\|c\|>.*<\|req\|>/s.exec(prompt)![0]);
    const [first = ""] = named;
    expect(new Set(named).size).toBe(2);
    for (const one of named) expect(one.split(/<\|\w+\|>/).sort()).toEqual(first.split(/<\|\w+\|>/).sort());
    const alphaFirst = "<|c|> task create<|c|> beta task create<|req|>";
    expect(named).toContain(alphaFirst);
    expect(named).toContain("<|c|> beta task create<|c|> task create<|req|>");
  });

  it("is the first one where it is sure: no other is written", async () => {
    const { scoring, drafts } = model(wrong, [right], { [wrong]: 0.5, [right]: 0.5 });
    const { workflow } = await generate(REQUEST, { ...asked, model: scoring });
    expect(workflow.steps[1]).toMatchObject({ use: "slack.message.send" });
    expect(drafts()).toHaveLength(1);
  });

  it("is the first one among equals, and each text is scored once", async () => {
    const { scoring, scored } = model(wrong, [right, wrong], { [wrong]: 0.4, [right]: 0.4 });
    const { workflow } = await generate(REQUEST, {
      catalog,
      model: scoring,
      numDrafts: 7,
      experimental: { candidateIds, retrievalWeight: 0 },
    });
    expect(workflow.steps[1]).toMatchObject({ use: "slack.message.send" });
    expect(scored.sort()).toEqual([right, wrong, wrong].sort());
  });

  it("is taken by retrieval scores, too, over steps that the weights do not know", async () => {
    const renamed = (id: string) => id.replace("weather.", "climate.");
    const steps = catalog.steps.map((step) => ({ ...step, id: renamed(step.id) }));
    const own = makeCatalog("own", catalog.apps, steps);
    const last = async (over: Catalog, weather: string, retrievalWeight = 12) => {
      const odd = outline(POST, ` text bob<|use|> ${weather} forecast get<|;|>`);
      const odds = { [right]: 0.2, [odd]: 0.3 };
      const trained = catalog.steps.map(({ id }) => id);
      const { scoring } = model(right, [odd], odds, trained);
      const experimental = { candidateIds: [...candidateIds, `${weather}.forecast.get`], retrievalWeight };
      const options = { catalog: over, model: scoring, numDrafts: 3, experimental };
      const step = (await generate(REQUEST, options)).workflow.steps[1]!;
      return "use" in step ? step.use : undefined;
    };
    expect(await last(own, "climate")).toBe("sms.message.send");
    expect(await last(own, "climate", 0)).toBe("climate.forecast.get");
    expect(await last(catalog, "weather")).toBe("weather.forecast.get");
  });

  it("is never one that broke off", async () => {
    const broken = " text bob<|if|>";
    const odds = { [wrong]: 0.3, [outline(broken)]: 0.99 };
    const { scoring } = model(wrong, [outline(broken)], odds);
    const { workflow, issues } = await generate(REQUEST, { ...asked, model: scoring, numDrafts: 3 });
    expect(workflow.steps).toHaveLength(2);
    expect(issues.filter(({ code }) => code === "shape")).toEqual([]);
  });

  it.each([
    ["one draft is asked for", { numDrafts: 1 }],
    ["answers are sampled anyway", { experimental: { candidateIds, temperature: 0.7 } }],
  ])("is not looked for where %s", async (_, options) => {
    const { scoring, drafts } = model(wrong, [wrong], { [wrong]: 0.1 });
    const { stats } = await generate(REQUEST, { ...asked, model: scoring, ...options });
    expect(drafts()).toHaveLength(1);
    expect(stats.confidence).toBeCloseTo(0.1);
  });

  it("is the only one where the backend knows no probabilities", async () => {
    const mock = mockModel(({ prompt }) => (prompt.startsWith("<|outline|>") ? wrong : ""));
    const { stats } = await generate(REQUEST, { ...asked, model: mock });
    expect(stats).toMatchObject({ confidence: null, calls: 3 });
  });

  it("is told of after the steps of the first one", async () => {
    const { scoring } = model(wrong, [right], { [wrong]: 0.2, [right]: 0.5 });
    const events: GenerateEvent[] = [];
    for await (const event of generateEvents(REQUEST, { ...asked, model: scoring })) events.push(event);
    expect(events.map(({ type }) => type).slice(0, 4)).toEqual(["candidates", "step", "step", "outline"]);
    expect(events.find((event) => event.type === "outline")).toMatchObject({
      workflow: { steps: [{ use: "slack.message.post" }, { use: "sms.message.send" }] },
    });
  });
});
