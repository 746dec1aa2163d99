import { describe, expect, it } from "vitest";
import { holmCorrection } from "./holm.js";

describe("Holm's correction", () => {
  it("adjusts p values as in his paper, in the order given", () => {
    expect(holmCorrection([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06].map((p) => expect.closeTo(p, 12)));
    expect(holmCorrection([0.9, 0.8])).toEqual([1, 1]);
    expect(holmCorrection([Number.NaN, 0.02])).toEqual([Number.NaN, 0.02]);
  });
});
