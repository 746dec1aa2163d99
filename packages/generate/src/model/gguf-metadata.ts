import type { Form } from "../codec/index.js";
import type { ModelMetadata } from "./types.js";

/** Metadata as key-values of a GGUF file, by their names there. Data sets hold them as `metadata.json`. */
export interface GgufMetadata {
  "flowright.prompt_version"?: string;
  "flowright.annotations"?: boolean;
  "flowright.passes"?: "singlePass" | "twoPass";
  "flowright.trained_steps"?: string[];
}

/** The key-values that weights trained on some data are to carry. */
export function toGgufMetadata({ promptVersion, form = {}, trainedSteps }: ModelMetadata): GgufMetadata {
  const { annotations, passes } = form;
  return {
    ...(promptVersion === undefined ? {} : { "flowright.prompt_version": promptVersion }),
    ...(annotations === undefined ? {} : { "flowright.annotations": annotations }),
    ...(passes === undefined ? {} : { "flowright.passes": passes }),
    ...(trainedSteps ? { "flowright.trained_steps": [...trainedSteps].sort() } : {}),
  };
}

/**
 * What a GGUF file says of its weights. Values of another type than expected are left out.
 * @param values The file's key-values by their whole names.
 * @returns undefined for a file without any of the keys
 */
export function fromGgufMetadata(values: Readonly<Record<string, unknown>>): ModelMetadata | undefined {
  const {
    "flowright.prompt_version": promptVersion,
    "flowright.annotations": annotations,
    "flowright.passes": passes,
    "flowright.trained_steps": steps,
  } = values;
  const form: Form = {
    ...(typeof annotations === "boolean" ? { annotations } : {}),
    ...(passes === "singlePass" || passes === "twoPass" ? { passes } : {}),
  };
  const metadata: ModelMetadata = {
    ...(typeof promptVersion === "string" ? { promptVersion } : {}),
    ...(Object.keys(form).length ? { form } : {}),
    ...(Array.isArray(steps) ? { trainedSteps: new Set(steps.map(String)) } : {}),
  };
  return Object.keys(metadata).length ? metadata : undefined;
}
