import { describe, expect, it } from "vitest";
import { cohensD } from "./effect-size.js";

describe("Cohen's d", () => {
  it("is the mean difference in standard deviations", () => {
    expect(cohensD([1, 2, 3])).toBeCloseTo(2, 12);
    expect(cohensD([0, 0])).toBe(0);
  });
});
