import { FlowrightError } from "@flowright/workflow/core";
import * as z from "zod";

const source = z.url().or(z.string().min(1));
const amount = z.number().min(0);
const priceTable = z.object({
  /** When the sources were last checked: YYYY-MM-DD or YYYY-MM. */
  checked: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
  currency: z.string().min(1),
  /** Price of an hour of the machine that runs local models. */
  machineHour: z.object({ price: amount, source }),
  /** By model id: prices of a million tokens. Cached input costs as much as other input where it has no price. */
  models: z.record(
    z.string(),
    z.object({ input: amount, cachedInput: amount.optional(), output: amount, source }),
  ),
  /** By model id: hours of the machine that training took. */
  training: z.record(z.string(), z.object({ machineHours: amount, source })).default({}),
});
export type PriceTable = z.infer<typeof priceTable>;

/**
 * Checks a price table.
 * @param name of the file, for the error message.
 * @throws {FlowrightError} PRICES_INVALID naming the place
 */
export function readPrices(document: unknown, name: string): PriceTable {
  const result = priceTable.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new FlowrightError("PRICES_INVALID", `${name}: ${issue!.path.join(".")}: ${issue!.message}`, {
    hint: "prices.json of the package shows the form.",
  });
}
