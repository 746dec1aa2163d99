import { type Codec, compactCodec, type Form, jsonCodec, type PlanContext } from "../codec/index.js";
import type { ModelMetadata } from "../model/index.js";
import type { Meter } from "./meter.js";
import type { GenerateOptions } from "./types.js";

/** The state of one request that all parts of the pipeline share. */
export interface GenerateContext {
  codec: Codec;
  plan: PlanContext;
  options: GenerateOptions;
  meter: Meter;
}

/** The codec that is asked for; by default the one that the model was made for. */
export function codecOf({ codec, model }: GenerateOptions): Codec {
  if (typeof codec === "object") return codec;
  return (codec ?? (model.capabilities.compact ? "compact" : "json")) === "compact"
    ? compactCodec
    : jsonCodec;
}

/** The form of the answers: as the options ask, else as the weights were trained, else that of the codec. */
export function formOf(
  { audience, defaultForm }: Codec,
  metadata: ModelMetadata | undefined,
  { annotations, passes }: Form = {},
): Required<Form> {
  const trained = audience === "trained" ? metadata?.form : undefined;
  return {
    ...defaultForm,
    ...trained,
    ...(annotations === undefined ? {} : { annotations }),
    ...(passes === undefined ? {} : { passes }),
  };
}
