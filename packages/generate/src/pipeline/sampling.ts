import type { ModelCall } from "../model/index.js";
import type { GenerateOptions } from "./types.js";

/** The part of the options that every call to the model takes as it is. */
export function callOptions({
  temperature,
  seed,
  signal,
}: GenerateOptions): Pick<ModelCall, "temperature" | "seed" | "signal"> {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(seed === undefined ? {} : { seed }),
    ...(signal ? { signal } : {}),
  };
}
