import { describe, expect, it } from "vitest";
import { passHat } from "./pass-hat.js";

describe("pass^k", () => {
  it("is the share of draws of k runs that are all right", () => {
    // of 4 runs 3 right: 3/4, then 3 of 6 pairs, then 1 of 4 triples, then none
    expect(passHat([[true, true, false, true]]).map(({ mean }) => mean)).toEqual([0.75, 0.5, 0.25, 0]);
    expect(
      passHat([
        [true, true],
        [false, false],
      ]).map(({ mean }) => mean),
    ).toEqual([0.5, 0.5]);
    expect(passHat([])).toEqual([]);
  });
});
