import { FlowrightError, nearest } from "@flowright/workflow/core";
import type { PriceTable } from "./prices.js";

/** What a workflow took. */
export interface WorkflowUsage {
  promptTokens: number;
  /** Of the prompt tokens, those from a cache. */
  cachedTokens: number;
  answerTokens: number;
  /** null where unknown. */
  seconds: number | null;
}

/** How a model is paid for: by tokens, by machine time, or unknown (a recording of an unknown model). */
export type Billing =
  | { by: "tokens"; price: PriceTable["models"][string] }
  | { by: "machine"; hour: number }
  | { by: "unknown" };

const HOSTED = /^(?:openai|anthropic|google):/;

/**
 * @param id of the model, as in the manifest of the run. Hosted models must be in the table; all others are local.
 * @throws {FlowrightError} PRICE_MISSING with the nearest name
 */
export function billingOf(id: string, prices: PriceTable): Billing {
  const price = Object.hasOwn(prices.models, id) ? prices.models[id] : undefined;
  if (price) return { by: "tokens", price };
  if (/^recorded/.test(id)) return { by: "unknown" };
  if (!HOSTED.test(id)) return { by: "machine", hour: prices.machineHour.price };
  const meant = nearest(id, Object.keys(prices.models));
  throw new FlowrightError("PRICE_MISSING", `the price table has no price for ${id}`, {
    hint: `Add it to a copy of prices.json and give that as --prices${meant ? `, or did you mean ${meant}?` : "."}`,
  });
}

/** Cost of one workflow in the currency of the price table; NaN where unknown. */
export function costOf(usage: WorkflowUsage, billing: Billing): number {
  if (billing.by === "unknown") return Number.NaN;
  if (billing.by === "machine") return ((usage.seconds ?? Number.NaN) / 3600) * billing.hour;
  const { input, cachedInput = input, output } = billing.price;
  const fresh = usage.promptTokens - usage.cachedTokens;
  return (fresh * input + usage.cachedTokens * cachedInput + usage.answerTokens * output) / 1e6;
}
