import { describe, expect, it } from "vitest";
import { ensemble, type ScoringModel } from "./ensemble.js";
import { complete, mockModel } from "./index.js";

/** A member that answers with its name and finds everything as likely as it is told to. */
function member(name: string, likely: number): ScoringModel & { asked: string[]; gone: number } {
  const asked: string[] = [];
  const one = {
    ...mockModel(() => name),
    asked,
    gone: 0,
    async score({ answer }: { answer: string }) {
      asked.push(answer);
      return likely;
    },
    async dispose() {
      one.gone++;
    },
  };
  return one;
}

describe("an ensemble", () => {
  it("answers with its first member, and lets all write in turn where it samples", async () => {
    const model = ensemble("both", [member("a", -1), member("b", -3)]);
    const said = async (call: { temperature?: number; seed?: number }) =>
      (await complete(model, { prompt: "p", ...call })).text;
    expect(await said({})).toBe("a");
    expect(await said({ seed: 3 })).toBe("a");
    const sampled = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((seed) => said({ temperature: 0.5, seed })));
    expect(sampled.join("")).toBe("abbaabb");
  });
  it("finds an answer as likely as its members do in the geometric mean", async () => {
    const members = [member("a", -1), member("b", -3)] as const;
    const model = ensemble("both", members);
    expect(await model.score({ prompt: "p", answer: "x" })).toBe(-2);
    expect(members.map(({ asked }) => asked)).toEqual([["x"], ["x"]]);
  });
  it("frees all of them", async () => {
    const members = [member("a", 0), member("b", 0)] as const;
    await ensemble("both", members).dispose();
    expect(members.map(({ gone }) => gone)).toEqual([1, 1]);
  });
});
