import { describe, expect, it } from "vitest";
import { spearman } from "./rank-correlation.js";

describe("Spearman's rank correlation", () => {
  it("shares ranks among equal values", () => {
    expect(spearman([1, 2, 3, 4], [10, 20, 30, 40])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(spearman([1, 1, 2, 3], [1, 2, 3, 4])).toBeCloseTo(0.9486832980505138, 9);
    expect(spearman([1, 1], [1, 2])).toBeNaN();
  });
});
