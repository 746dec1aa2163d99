import { choice, constant, field, type Grammar, json, object } from "@flowright/generate/grammar";
import { complete, type LanguageModel } from "@flowright/generate/model";
import type { Workflow } from "@flowright/workflow";
import { FlowrightError, jsonObjectsIn } from "@flowright/workflow/core";
import * as z from "zod";
import type { CaseResult } from "../runs/index.js";
import { judgePrompt } from "./rubric.js";

const SCORES = [1, 2, 3, 4, 5];

const VERDICT_GRAMMAR: Grammar = {
  root: "verdict",
  rules: new Map([
    [
      "verdict",
      object(
        field("reason", json("string")),
        field("score", choice(...SCORES.map((score) => constant(score)))),
      ),
    ],
  ]),
};

/** A judge's opinion of one answer. */
export interface Verdict {
  /** Of the case. */
  id: string;
  /** Which of several runs of the case, from 0. */
  run: number;
  /** From 1, of no use, to 5, all right. */
  score: number;
  reason: string;
}

const verdictSchema = z.object({ score: z.int().min(1).max(5), reason: z.string() });

/** The first JSON object in a judge's answer that is a verdict. */
function parseVerdict(text: string): Pick<Verdict, "score" | "reason"> | undefined {
  for (const object of jsonObjectsIn(text)) {
    const { data } = verdictSchema.safeParse(object);
    if (data) return data;
  }
  return undefined;
}

/**
 * Asks a model to judge one answer by the rubric.
 * @throws {FlowrightError} MODEL_FAILED where the answer is no verdict, and what the model throws
 */
export async function judge(
  { id, run, request, workflow }: CaseResult & { workflow: Workflow },
  model: LanguageModel,
  signal?: AbortSignal,
): Promise<Verdict> {
  const prompt = judgePrompt(request, workflow);
  const { text } = await complete(model, {
    prompt,
    messages: [{ role: "user", content: prompt }],
    maxTokens: 512,
    ...(model.capabilities.constraint === "none" ? {} : { grammar: VERDICT_GRAMMAR }),
    ...(signal ? { signal } : {}),
  });
  const verdict = parseVerdict(text);
  if (verdict) return { id, run, ...verdict };
  throw new FlowrightError("MODEL_FAILED", `${model.id} gave no verdict on ${id}`, {
    data: { answer: text },
  });
}
