import assert from "node:assert/strict";
import { FlowrightError } from "@flowright/workflow/core";
import { choice, type Grammar, many, seq, text } from "../grammar/index.js";
import { complete, type LanguageModel, type ModelCall, type ModelChunk } from "../model/index.js";

/** What the suite registers its tests with: `describe` and `it` of vitest, Jest or `node:test`. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it: ((name: string, body: () => Promise<void>) => unknown) & {
    skip(name: string, body: () => Promise<void>): unknown;
  };
}

/** The tests of the suite. */
export type LanguageModelCase =
  | "stream"
  | "repeatable"
  | "abort"
  | "maxTokens"
  | "grammar"
  | "stopWhen"
  | "logProb"
  | "dispose";

export interface LanguageModelSuite {
  /** Opens a new model; the suite disposes of it. */
  open(): LanguageModel | Promise<LanguageModel>;
  /** A prompt to which the model answers with two tokens or more. */
  prompt: string;
  /** Sends the prompt as a conversation of one message, for models that are asked in no other way. Default false. */
  chat?: boolean;
  /** Parts of the contract that this backend cannot keep, each with the reason; tests that need them are skipped. */
  skip?: Partial<Record<LanguageModelCase, string>>;
}

const rejectsWith = (code: string, work: Promise<unknown>): Promise<void> =>
  assert.rejects(work, (error) => FlowrightError.is(error) && error.code === code);

async function chunksOf(model: LanguageModel, call: ModelCall): Promise<ModelChunk[]> {
  const chunks: ModelChunk[] = [];
  for await (const chunk of model.generate(call)) chunks.push(chunk);
  return chunks;
}

const LETTERS: Grammar = {
  root: "main",
  rules: new Map([["main", many(choice(text(" a"), text(" b")), 3, 3)]]),
};
const ENDLESS: Grammar = { root: "main", rules: new Map([["main", many(seq(text(" a")), 200, 200)]]) };

/**
 * Checks a model against the contract of {@link LanguageModel}: one test for each part of it.
 * @param name Names the group of tests.
 * @param runner `{ describe, it }` of the test runner.
 */
export function testLanguageModel(
  name: string,
  suite: LanguageModelSuite,
  { describe, it }: TestRunner,
): void {
  const { prompt, skip = {} } = suite;
  const asked: Pick<ModelCall, "prompt" | "messages"> = {
    prompt,
    ...(suite.chat ? { messages: [{ role: "user", content: prompt }] } : {}),
  };
  const check = (part: LanguageModelCase, title: string, body: (model: LanguageModel) => Promise<void>) => {
    const run = async () => {
      const model = await suite.open();
      try {
        await body(model);
      } finally {
        await model.dispose();
      }
    };
    const reason = skip[part];
    if (reason === undefined) it(title, run);
    else it.skip(`${title} (skipped: ${reason})`, run);
  };
  const canBind = (model: LanguageModel) => model.capabilities.constraint !== "none";

  describe(`${name} keeps the contract of a language model`, () => {
    check("stream", "streams text, then finishes with counts and times", async (model) => {
      assert.equal(model.specification, "flowright-model-1");
      assert.ok(model.id.length > 0 && model.capabilities.parallel >= 1);
      const chunks = await chunksOf(model, { ...asked, maxTokens: 8 });
      const last = chunks.pop();
      assert.ok(last?.type === "finish", "the last chunk is the finish");
      assert.ok(chunks.length > 0 && chunks.every((chunk) => chunk.type === "text"));
      for (const count of [last.usage.promptTokens, last.usage.cachedTokens, last.usage.answerTokens])
        assert.ok(Number.isInteger(count) && count >= 0, `${count} is a count`);
      assert.ok(
        last.timing.first === null ||
          last.timing.first <= last.timing.total ||
          Number.isNaN(last.timing.total),
      );
    });
    check("repeatable", "gives the same answer to the same call at temperature 0", async (model) => {
      const call = { ...asked, maxTokens: 12 };
      assert.equal((await complete(model, call)).text, (await complete(model, call)).text);
    });
    check("abort", "throws ABORTED where the signal is aborted, and can be used again", async (model) => {
      await rejectsWith("ABORTED", complete(model, { ...asked, signal: AbortSignal.abort() }));
      assert.ok((await complete(model, { ...asked, maxTokens: 4 })).text.length > 0);
    });
    check("maxTokens", "cuts the answer at maxTokens, and says so", async (model) => {
      const { reason, usage } = await complete(model, { ...asked, maxTokens: 1 });
      assert.equal(reason, "length");
      assert.ok(usage.answerTokens <= 1);
    });
    check("grammar", "keeps to a grammar", async (model) => {
      assert.ok(canBind(model), "a backend that binds nothing skips this test");
      assert.match((await complete(model, { ...asked, grammar: LETTERS })).text, /^( a| b){3}$/);
    });
    check("stopWhen", "ends the answer where stopWhen says so, and counts its tokens", async (model) => {
      let told = "";
      const bound = canBind(model) ? { grammar: ENDLESS } : {};
      let usage: { answerTokens: number } | undefined;
      for await (const chunk of model.generate({ ...asked, ...bound, stopWhen: () => told !== "" })) {
        if (chunk.type === "finish") usage = chunk.usage;
        else told += chunk.text;
      }
      const whole = await complete(model, { ...asked, ...bound });
      assert.ok(usage && usage.answerTokens > 0, "the tokens are counted");
      assert.ok(told.length < whole.text.length && whole.text.startsWith(told));
    });
    check("logProb", "tells the log-probability of an answer", async (model) => {
      assert.ok(model.logProb, "a backend that knows no probabilities skips this test");
      const answer = (await complete(model, { ...asked, maxTokens: 4 })).text;
      const logProb = await model.logProb({ prompt, answer });
      assert.ok(logProb <= 0, `${logProb} is the logarithm of a probability`);
      assert.ok(Math.abs((await model.logProb({ prompt, answer })) - logProb) < 1e-3, "the same each time");
    });
    check("dispose", "is disposed of twice, and then throws MODEL_DISPOSED", async (model) => {
      await model.dispose();
      await model.dispose();
      await rejectsWith("MODEL_DISPOSED", complete(model, asked));
      if (model.logProb) await rejectsWith("MODEL_DISPOSED", model.logProb({ prompt, answer: "a" }));
    });
  });
}
