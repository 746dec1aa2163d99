import { FlowrightError, nearest } from "@flowright/workflow/core";
import * as z from "zod";

const source = z.url().or(z.string().min(1));
const priceTable = z.object({
  /** When somebody last looked at the sources: YYYY-MM-DD or YYYY-MM. */
  checked: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
  currency: z.string().min(1),
  /** What a machine that runs local models costs. */
  machineHour: z.object({ price: z.number().min(0), source }),
  /** By model id, for a million tokens. */
  models: z.record(
    z.string(),
    z.object({
      input: z.number().min(0),
      cachedInput: z.number().min(0).optional(),
      output: z.number().min(0),
      source,
    }),
  ),
  /** Hours of such a machine that it took to train a model, by model id. */
  training: z.record(z.string(), z.object({ machineHours: z.number().min(0), source })).default({}),
});
export type PriceTable = z.infer<typeof priceTable>;

/** @throws {FlowrightError} PRICES_INVALID naming the place */
export function readPrices(document: unknown, name: string): PriceTable {
  const result = priceTable.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new FlowrightError("PRICES_INVALID", `${name}: ${issue!.path.join(".")}: ${issue!.message}`, {
    hint: "prices.json of the package shows the form.",
  });
}

export interface Usage {
  promptTokens: number;
  cachedTokens: number;
  answerTokens: number;
  seconds: number | null;
}

/** How a model's work is paid for. */
export type Billing =
  | { by: "tokens"; price: PriceTable["models"][string] }
  | { by: "machine"; hour: number }
  /** Answers from a record of which nobody knows where they come from. */
  | { by: "unknown" };

/**
 * @param id As the run's manifest names the model. Hosted ones have to be in the table.
 * @throws {FlowrightError} PRICE_MISSING with the nearest name
 */
export function billingOf(id: string, prices: PriceTable): Billing {
  const price = Object.hasOwn(prices.models, id) ? prices.models[id] : undefined;
  if (price) return { by: "tokens", price };
  if (/^recorded/.test(id)) return { by: "unknown" };
  if (!/^(?:openai|anthropic|google):/.test(id)) return { by: "machine", hour: prices.machineHour.price };
  const meant = nearest(id, Object.keys(prices.models));
  throw new FlowrightError("PRICE_MISSING", `the price table has no price for ${id}`, {
    hint: `Add it to a copy of prices.json and give that as --prices${meant ? `, or did you mean ${meant}?` : "."}`,
  });
}

/** Cost of one workflow in the table's currency; NaN where it is not known. */
export function costOf(usage: Usage, billing: Billing): number {
  if (billing.by === "unknown") return Number.NaN;
  if (billing.by === "machine") return ((usage.seconds ?? Number.NaN) / 3600) * billing.hour;
  const { input, cachedInput = input, output } = billing.price;
  const fresh = usage.promptTokens - usage.cachedTokens;
  return (fresh * input + usage.cachedTokens * cachedInput + usage.answerTokens * output) / 1e6;
}
