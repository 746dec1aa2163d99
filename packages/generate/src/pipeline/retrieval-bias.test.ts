import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { compactCodec, prepareRequest } from "../codec/index.js";
import { mockModel } from "../testing/index.js";
import type { GenerateContext } from "./context.js";
import { Meter } from "./meter.js";
import { biasContext, logitBias, retrievalLogProb } from "./retrieval-bias.js";

const catalog = coreCatalog();
const ids = ["github.pull.merged", "slack.message.post", "slack.message.send", "weather.forecast.get"];
const candidates = ids.map((id) => catalog.get(id)!);
const request = prepareRequest("when a pull request is merged get the forecast and post it in #dev on slack");
const context = (more: object = {}): GenerateContext => ({
  codec: compactCodec,
  plan: compactCodec.plan({ request, catalog, candidates, form: compactCodec.defaultForm }),
  options: { model: mockModel(""), catalog, ...more },
  meter: new Meter(),
});
const bias = biasContext(context({ experimental: { retrievalWeight: 8 } }))!;
const biased = logitBias(bias);
const sum = (gains: ReadonlyMap<string, number> | undefined) =>
  [...gains!.values()].reduce((all, gain) => all + Math.exp(gain), 0);

describe("what retrieval adds to the choice of a step", () => {
  it("asks with the words before the alias, among the candidates of the right kind", () => {
    const weather = biased("<|manual|> get the forecast<|use|>")!;
    expect([...weather.keys()].sort()).toEqual([" slack", " weather"]);
    expect(weather.get(" weather")!).toBeGreaterThan(weather.get(" slack")!);
    const post = biased("<|manual|> post it in #dev on slack<|use|>")!;
    expect(post.get(" slack")!).toBeGreaterThan(post.get(" weather")!);
  });
  it("goes on inside of an alias, and says nothing where only one is left", () => {
    const inside = biased("<|manual|> post it in #dev on slack<|use|> slack message")!;
    expect([...inside.keys()].sort()).toEqual([" post", " send"]);
    expect(inside.get(" post")!).toBeGreaterThan(inside.get(" send")!);
    expect(biased("<|manual|> post it in #dev on slack<|use|> weather")).toBeUndefined();
    expect(biased(" a pull request is merged<|use|>")).toBeUndefined();
  });
  it("has no say anywhere else, and its chances add up to 1", () => {
    expect(biased("")).toBeUndefined();
    expect(biased("<|manual|> get the forecast")).toBeUndefined();
    expect(biased("<|manual|> get the forecast<|use|> weather forecast get<|;|> post it")).toBeUndefined();
    expect(sum(biased("<|manual|> get the forecast<|use|>"))).toBeCloseTo(1, 9);
    expect(sum(biased("<|manual|> post it<|use|> slack message"))).toBeCloseTo(1, 9);
  });
  it("comes to the same over a whole answer", () => {
    const agrees = (answer: string) => retrievalLogProb(bias, answer);
    const trigger = " a pull request is merged<|use|> github pull merged<|;|>";
    const get = " get the forecast<|use|>";
    const post = " post it in #dev on slack<|use|>";
    const gain = (answer: string, word: string) => biased(answer)!.get(word)!;
    // the only trigger is certain, and so is the rest of an alias that no other begins like
    const whole = `${trigger}${get} weather forecast get<|;|>${post} slack message post<|;|>`;
    const expected =
      gain(trigger + get, " weather") +
      gain(`${trigger}${get} weather forecast get<|;|>${post}`, " slack") +
      gain(`${trigger}${get} weather forecast get<|;|>${post} slack message`, " post");
    expect(expected).toBeLessThan(0);
    expect(agrees(whole)).toBeCloseTo(expected, 9);
    expect(agrees(whole.replace("message post", "message send"))).toBeLessThan(expected - 1);
    expect(agrees("<|manual|> get the forecast<|none|>")).toBe(0);
  });
  it("is left out where options, codec or retriever have none", () => {
    expect(biasContext(context({ experimental: { retrievalWeight: 0 } }))).toBeUndefined();
    expect(biasContext(context({ retriever: { retrieve: () => [] } }))).toBeUndefined();
    const { choices: _, ...codec } = compactCodec;
    expect(biasContext({ ...context(), codec })).toBeUndefined();
  });
});
