import type { ModelResult } from "./model-result.js";

/** After how many workflows a trained model has saved the cost of its training, against a model that is paid by tokens. */
export interface BreakEven {
  trained: string;
  other: string;
  /** Infinity where the other model costs no more for each workflow. */
  workflows: number;
}

export function breakEvens(models: readonly ModelResult[]): BreakEven[] {
  const paid = models.filter(
    ({ billing, costPerThousand }) => billing === "tokens" && Number.isFinite(costPerThousand),
  );
  return models.flatMap((trained) => {
    const { trainingCost } = trained;
    if (trainingCost === undefined) return [];
    return paid.map((other): BreakEven => {
      const saved = (other.costPerThousand - trained.costPerThousand) / 1000;
      return {
        trained: trained.name,
        other: other.name,
        workflows: saved > 0 ? trainingCost / saved : Number.POSITIVE_INFINITY,
      };
    });
  });
}
