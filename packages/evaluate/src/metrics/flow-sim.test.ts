import { describe, expect, it } from "vitest";
import { flowSim } from "./flow-sim.js";
import { branch, leaf } from "./tree.js";
import { treeBleu } from "./tree-bleu.js";

describe("FlowSim and TreeBLEU", () => {
  it("counts what a candidate has too much in FlowSim, not in TreeBLEU", () => {
    const [a, b] = [branch("", [leaf("x", true)]), branch("", [leaf("x", true), leaf("y", true)])];
    expect([flowSim(a, b), flowSim(b, a)]).toEqual([1 - 1 / 3, 1 - 1 / 3]);
    expect([treeBleu(a, b), treeBleu(b, a)]).toEqual([1 / 2, 1]);
  });
});
