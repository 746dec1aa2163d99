import { describe, expect, it } from "vitest";
import { permutationTest } from "./permutation.js";

describe("the permutation test", () => {
  it("counts every pattern of few cases", () => {
    // of 16 sign patterns, only all plus and all minus reach 1 + 2 + 3 + 4
    expect(permutationTest([1, 2, 3, 4])).toBeCloseTo(2 / 16, 12);
    expect(permutationTest([1, -1])).toBe(1);
    expect(permutationTest([0, 0, 0])).toBe(1);
    expect(permutationTest([])).toBeNaN();
  });
  it("draws patterns of many, the same ones each time, and comes near to the count", () => {
    const values = Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? -1 : 1));
    const p = permutationTest(values);
    expect(p).toBe(permutationTest(values));
    // 30 of 40 heads or more, or as few: 2 · P(X ≥ 30), X ~ B(40, ½)
    expect(p).toBeGreaterThan(0.0006);
    expect(p).toBeLessThan(0.0045);
  });
});
