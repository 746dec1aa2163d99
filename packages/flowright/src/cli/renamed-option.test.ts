import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type GenerationOptions, passesOf, withGenerationOptions } from "./generation-options.js";

const parse = (...args: string[]): GenerationOptions =>
  withGenerationOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .parse(args, { from: "user" })
    .opts();

describe("options under their old names", () => {
  const warned = vi.spyOn(process.stderr, "write");
  beforeEach(() => void warned.mockReset().mockReturnValue(true));
  afterEach(() => void warned.mockReset());

  it.each([
    [["--best-of", "3"], { numDrafts: 3 }, "--num-drafts"],
    [["--retrieval-weight", "0"], { retrievalBias: 0 }, "--retrieval-bias"],
    [["--stages", "1"], { singlePass: true }, "--single-pass"],
    [["--stages", "2"], { twoPass: true }, "--two-pass"],
  ])("%j still works and says the new name", (args, options, name) => {
    expect(parse(...args)).toMatchObject(options);
    expect(warned).toHaveBeenCalledWith(expect.stringContaining(`is now ${name};`));
  });
  it("new names say nothing, and help does not show the old ones", () => {
    expect(parse("--num-drafts", "3")).toMatchObject({ numDrafts: 3 });
    expect(warned).not.toHaveBeenCalled();
    expect(withGenerationOptions(new Command()).helpInformation()).not.toMatch(/best-of|stages/);
  });
  it("a broken value is a usage error under either name", () => {
    expect(() => parse("--best-of", "none")).toThrow(/not a number from 1 up/);
    expect(() => parse("--num-drafts", "none")).toThrow(/not a number from 1 up/);
  });
  it("one pass and two passes exclude each other", () => {
    expect(() => passesOf({ singlePass: true, twoPass: true })).toThrow(/not both/);
  });
});
