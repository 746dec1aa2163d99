import type { LanguageModel, ModelCall } from "./types.js";

/** A model that can tell how likely an answer is. */
export type ScoringModel = LanguageModel & Required<Pick<LanguageModel, "score">>;

/**
 * Several models that read the same prompts, as one. The first of them answers. What is sampled they write in turn, by the
 * seed, so that it differs more. How likely an answer is they say together, by the geometric mean of what each finds: a
 * model finds its own slips likely, another one does not. (Lakshminarayanan et al., "Simple and Scalable Predictive
 * Uncertainty Estimation using Deep Ensembles", 2017.)
 */
export function ensemble(id: string, members: readonly [ScoringModel, ...ScoringModel[]]): ScoringModel {
  const [first] = members;
  // two seeds each: who draws at two temperatures in turn has both from every member
  const writer = ({ temperature = 0, seed = 0 }: ModelCall) =>
    temperature > 0 ? members[Math.floor(seed / 2) % members.length]! : first;
  return {
    specification: "flowright-model-1",
    id,
    capabilities: first.capabilities,
    generate: (call) => writer(call).generate(call),
    async score(call) {
      const found = await Promise.all(members.map((one) => one.score(call)));
      return found.reduce((sum, one) => sum + one) / found.length;
    },
    async dispose() {
      await Promise.all(members.map((one) => one.dispose()));
    },
  };
}
