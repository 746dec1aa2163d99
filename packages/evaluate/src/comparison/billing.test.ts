import { describe, expect, it } from "vitest";
import { billingOf, costOf } from "./billing.js";
import { readPrices } from "./prices.js";

const prices = readPrices(
  {
    checked: "2026-01",
    currency: "USD",
    machineHour: { price: 0.4, source: "x" },
    models: { "openai:gpt-4.1": { input: 2, cachedInput: 0.5, output: 8, source: "x" } },
    training: { "flowright-nano": { machineHours: 10, source: "x" } },
  },
  "prices.json",
);

describe("prices", () => {
  const usage = { promptTokens: 1000, cachedTokens: 400, answerTokens: 200, seconds: 36 };
  it("are for tokens, cached ones less, for hours of a machine, or unknown", () => {
    const price = { input: 2, cachedInput: 0.5, output: 8, source: "x" };
    expect(costOf(usage, { by: "tokens", price })).toBeCloseTo((600 * 2 + 400 * 0.5 + 200 * 8) / 1e6, 12);
    expect(costOf(usage, { by: "machine", hour: 0.5 })).toBeCloseTo(0.005, 12);
    expect(costOf(usage, { by: "unknown" })).toBeNaN();
  });
  it("must include every hosted model", () => {
    expect(billingOf("openai:gpt-4.1", prices).by).toBe("tokens");
    expect(billingOf("flowright-nano", prices).by).toBe("machine");
    expect(billingOf("recorded", prices).by).toBe("unknown");
    expect(() => billingOf("openai:gpt-4.2", prices)).toThrow(
      expect.objectContaining({ code: "PRICE_MISSING", hint: expect.stringMatching(/gpt-4\.1/) }),
    );
    expect(() => readPrices({ checked: "today" }, "mine.json")).toThrow(
      expect.objectContaining({
        code: "PRICES_INVALID",
        message: expect.stringMatching(/mine.json: checked/),
      }),
    );
  });
});
