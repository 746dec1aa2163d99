import type { compact } from "../codec/index.js";
import type { GenerateOptions } from "./types.js";

/** The codec that a model is asked with: the one asked for, else the one that it was made for. */
export const codecOf = ({ codec, model }: GenerateOptions): "compact" | "json" =>
  codec ?? (model.capabilities.compact ? "compact" : "json");

/** The form in which a compact model answers. */
export const formOf = ({
  annotations = true,
  stages = 2,
}: Pick<GenerateOptions, "annotations" | "stages">): Required<compact.Form> => ({ annotations, stages });
