import type { LanguageModel } from "./types.js";

/** What a wrapper can do in the place of the model. A `logProb` is only used where the model has one. */
export type LanguageModelWrapper = Partial<Pick<LanguageModel, "id" | "generate" | "dispose">> & {
  logProb?: NonNullable<LanguageModel["logProb"]>;
};

/** A model of which some methods are replaced; all else, present and future, is handed through. */
export function wrapLanguageModel(model: LanguageModel, wrapper: LanguageModelWrapper): LanguageModel {
  const logProb = model.logProb && (wrapper.logProb ?? model.logProb.bind(model));
  return {
    specification: model.specification,
    id: wrapper.id ?? model.id,
    capabilities: model.capabilities,
    ...(model.metadata ? { metadata: model.metadata } : {}),
    generate: wrapper.generate ?? model.generate.bind(model),
    ...(logProb ? { logProb } : {}),
    dispose: wrapper.dispose ?? model.dispose.bind(model),
  };
}
