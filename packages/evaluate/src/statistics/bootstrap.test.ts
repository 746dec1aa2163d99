import { describe, expect, it } from "vitest";
import { bootstrapMean } from "./bootstrap.js";

describe("the bootstrap", () => {
  it("gives the same interval every time, around the mean, narrower for more", () => {
    const values = Array.from({ length: 100 }, (_, i) => i % 2);
    const one = bootstrapMean(values);
    expect(one).toEqual(bootstrapMean(values));
    expect(one.mean).toBe(0.5);
    expect(one.low).toBeLessThan(0.5);
    expect(one.high).toBeGreaterThan(0.5);
    const few = bootstrapMean(values.slice(0, 10));
    expect(few.high - few.low).toBeGreaterThan(one.high - one.low);
    // the normal approximation: 1.96 · 0.5 / √100
    expect(one.high - one.low).toBeCloseTo(2 * 1.96 * 0.05, 1);
  });
  it("knows no interval for one value, and no mean for none", () => {
    expect(bootstrapMean([0.3])).toEqual({ mean: 0.3, low: 0.3, high: 0.3, n: 1 });
    expect(bootstrapMean([]).mean).toBeNaN();
  });
});
