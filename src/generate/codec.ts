import type { GenerateOptions } from "./types.js";

/** The codec that a model is asked with: the one asked for, else the one that it was made for. */
export const codecOf = ({ codec, model }: GenerateOptions): "compact" | "json" =>
  codec ?? (model.capabilities.compact ? "compact" : "json");
