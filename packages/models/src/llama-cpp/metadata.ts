import type { Form } from "@flowright/generate/codec";
import type { ModelMetadata } from "@flowright/generate/model";

/**
 * What a GGUF file says of its weights: `flowright.prompt_version`, `flowright.annotations` (boolean), `flowright.passes`
 * and `flowright.trained_steps` (strings). `trainer/export.py` writes these keys.
 * @param values The file's key-values, nested by the dots of their names.
 * @returns undefined for a file without any of them
 */
export function readMetadata(values: object): ModelMetadata | undefined {
  const own = (values as { flowright?: Record<string, unknown> }).flowright;
  if (!own) return undefined;
  const { prompt_version: promptVersion, annotations, passes, trained_steps: steps } = own;
  const form: Form = {
    ...(typeof annotations === "boolean" ? { annotations } : {}),
    ...(passes === "singlePass" || passes === "twoPass" ? { passes } : {}),
  };
  return {
    ...(typeof promptVersion === "string" ? { promptVersion } : {}),
    ...(Object.keys(form).length ? { form } : {}),
    ...(Array.isArray(steps) ? { trainedSteps: new Set(steps as string[]) } : {}),
  };
}
