import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { compact, prepareRequest } from "../codec/index.js";
import { retrieverOf } from "../retrieval/index.js";
import { agreement, preferSteps } from "./retrieval-bias.js";

const catalog = coreCatalog();
const ids = ["github.pull.merged", "slack.message.post", "slack.message.send", "weather.forecast.get"];
const candidates = ids.map((id) => catalog.get(id)!);
const request = prepareRequest("when a pull request is merged get the forecast and post it in #dev on slack");
const say = [request, candidates, compact.makeHandles(candidates), retrieverOf(catalog), 8] as const;
const prefer = preferSteps(...say);
const sum = (gains: ReadonlyMap<string, number> | undefined) =>
  [...gains!.values()].reduce((all, gain) => all + Math.exp(gain), 0);

describe("what retrieval adds to the choice of a step", () => {
  it("asks with the words before the handle, among the candidates of the right kind", () => {
    const weather = prefer("<|manual|> get the forecast<|use|>")!;
    expect([...weather.keys()].sort()).toEqual([" slack", " weather"]);
    expect(weather.get(" weather")!).toBeGreaterThan(weather.get(" slack")!);
    const post = prefer("<|manual|> post it in #dev on slack<|use|>")!;
    expect(post.get(" slack")!).toBeGreaterThan(post.get(" weather")!);
  });
  it("goes on inside of a handle, and says nothing where only one is left", () => {
    const inside = prefer("<|manual|> post it in #dev on slack<|use|> slack message")!;
    expect([...inside.keys()].sort()).toEqual([" post", " send"]);
    expect(inside.get(" post")!).toBeGreaterThan(inside.get(" send")!);
    expect(prefer("<|manual|> post it in #dev on slack<|use|> weather")).toBeUndefined();
    expect(prefer(" a pull request is merged<|use|>")).toBeUndefined();
  });
  it("has no say anywhere else, and its chances add up to 1", () => {
    expect(prefer("")).toBeUndefined();
    expect(prefer("<|manual|> get the forecast")).toBeUndefined();
    expect(prefer("<|manual|> get the forecast<|use|> weather forecast get<|;|> post it")).toBeUndefined();
    expect(sum(prefer("<|manual|> get the forecast<|use|>"))).toBeCloseTo(1, 9);
    expect(sum(prefer("<|manual|> post it<|use|> slack message"))).toBeCloseTo(1, 9);
  });
  it("comes to the same over a whole answer", () => {
    const agrees = agreement(...say);
    const trigger = " a pull request is merged<|use|> github pull merged<|;|>";
    const get = " get the forecast<|use|>";
    const post = " post it in #dev on slack<|use|>";
    const gain = (answer: string, word: string) => prefer(answer)!.get(word)!;
    // the only trigger is certain, and so is the rest of a handle that no other begins like
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
});
