import type { Grammar } from "../grammar/index.js";
import type { ModelCall } from "../model/index.js";
import type { GenerateOptions } from "./types.js";

/** The part of the options that every call to the model takes as it is. */
export function callOptions({
  experimental: { temperature, seed } = {},
  signal,
}: GenerateOptions): Pick<ModelCall, "temperature" | "seed" | "signal"> {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(seed === undefined ? {} : { seed }),
    ...(signal ? { signal } : {}),
  };
}

/** The grammar of an answer that is to be bound, where the backend can bind it. */
export const boundTo = (
  grammar: Grammar | undefined,
  { model, experimental: { constrained = true } = {} }: GenerateOptions,
): Pick<ModelCall, "grammar"> =>
  grammar && constrained && model.capabilities.constraint !== "none" ? { grammar } : {};
