import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "@flowright/generate";
import { choice, type Grammar, many, seq, text } from "@flowright/generate/grammar";
import { complete, type LanguageModel, promptKey, type RecordedAnswer } from "@flowright/generate/model";
import { mockModel, recordModel, testLanguageModel } from "@flowright/generate/testing";
import { coreCatalog } from "@flowright/workflow/node";
import { loadNano, NANO_FILE } from "flowright/nano";
import { describe, expect, it } from "vitest";
import { withKeyValues } from "../../../test/support/gguf.js";
import { loadLlamaCpp, threadsFor } from "./llama-cpp/index.js";
import { readRecording, recordedModel } from "./recorded/index.js";

const folder = mkdtempSync(join(tmpdir(), "flowright-"));
const PROMPT = "<|outline|><|c|> slack message post<|req|> post it to #ops<|ans|>";
const RECORDING: RecordedAnswer[] = [
  {
    key: promptKey(PROMPT),
    answer: "<|manual|> post",
    usage: { promptTokens: 9, cachedTokens: 0, answerTokens: 2 },
  },
  { key: promptKey(PROMPT), answer: "<|manual|> post", logProb: -0.5 },
];
const letters: Grammar = {
  root: "main",
  rules: new Map([["main", many(choice(text(" a"), text(" b")), 3, 3)]]),
};

testLanguageModel(
  "mock",
  {
    open: () => mockModel("<|manual|> post", { probability: () => 0.5 }),
    prompt: PROMPT,
    skip: { maxTokens: "a mock says what it is told", grammar: "a mock says what it is told" },
  },
  { describe, it },
);
testLanguageModel(
  "recorded",
  {
    open: () => recordedModel(RECORDING),
    prompt: PROMPT,
    skip: {
      maxTokens: "an answer is replayed whole",
      grammar: "an answer is replayed whole",
      stopWhen: "an answer is replayed in one piece",
    },
  },
  { describe, it },
);
testLanguageModel("llama.cpp", { open: () => loadNano({ parallel: 2 }), prompt: PROMPT }, { describe, it });

describe("llama-cpp", () => {
  it("writes several answers at once, reuses common beginnings, and leaves every sequence free", async () => {
    const model = await loadNano({ parallel: 2 });
    const prompts = Array.from({ length: 7 }, (_, i) => `${PROMPT} ${i}`);
    const bound = (prompt: string) => complete(model, { prompt, grammar: letters });
    const alone = [];
    for (const prompt of prompts) alone.push((await bound(prompt)).text);
    const together = await Promise.all(prompts.map(bound));
    expect(together.map((answer) => answer.text)).toEqual(alone);
    expect((await bound(prompts[6]!)).usage.cachedTokens).toBeGreaterThan(10);
    await model.dispose();
  });
  it("stops in the middle when aborted, and can be used again", async () => {
    const model = await loadNano({ parallel: 1 });
    const endless: Grammar = { root: "main", rules: new Map([["main", many(seq(text(" a")), 500, 500)]]) };
    const controller = new AbortController();
    let chunks = 0;
    const run = async () => {
      for await (const chunk of model.generate({
        prompt: PROMPT,
        grammar: endless,
        signal: controller.signal,
      }))
        if (chunk.type === "text" && ++chunks === 5) controller.abort();
    };
    await expect(run()).rejects.toMatchObject({ code: "ABORTED" });
    expect(chunks).toBeLessThan(10);
    expect((await complete(model, { prompt: PROMPT, grammar: letters })).text).toMatch(/^( a| b){3}$/);
    await model.dispose();
    await expect(complete(model, { prompt: PROMPT })).rejects.toMatchObject({ code: "MODEL_DISPOSED" });
    await expect(model.logProb({ prompt: PROMPT, answer: " a" })).rejects.toMatchObject({
      code: "MODEL_DISPOSED",
    });
  });
  it("says how likely an answer is, whatever was asked before", async () => {
    const prompt = "<|outline|><|c|> slack message post<|c|> sms message send<|req|> post it to #ops<|ans|>";
    const step = (alias: string) => `<|manual|> post it to #ops<|use|> ${alias}<|;|>`;
    const nano = await loadNano();
    try {
      const answers = [step("slack message post"), step("sms message send"), "<|manual|>", " post"];
      const odds: number[] = [];
      for (const answer of answers) odds.push(Math.exp(await nano.logProb({ prompt, answer })));
      const [best = 0, other = 0] = odds;
      expect(best).toBeGreaterThan(0.5);
      expect(other).toBeLessThan(best / 10);
      expect(odds.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(1);
      const again = await Promise.all(answers.map((answer) => nano.logProb({ prompt, answer })));
      again.forEach((one, i) => void expect(Math.exp(one)).toBeCloseTo(odds[i]!, 4));
      await expect(nano.logProb({ prompt, answer: "word ".repeat(3000) })).rejects.toMatchObject({
        code: "CONTEXT_OVERFLOW",
      });
    } finally {
      await nano.dispose();
    }
  });

  it("says when a prompt is longer than the model reads, and cuts answers at maxTokens", async () => {
    const model = await loadNano();
    await expect(complete(model, { prompt: "word ".repeat(6000) })).rejects.toMatchObject({
      code: "CONTEXT_OVERFLOW",
    });
    expect((await complete(model, { prompt: PROMPT, grammar: letters, maxTokens: 1 })).reason).toBe("length");
    await model.dispose();
  });
  it("a missing, a foreign and a cut-off file are typed errors", async () => {
    await expect(loadLlamaCpp({ file: join(folder, "nothing.gguf") })).rejects.toMatchObject({
      code: "MODEL_NOT_FOUND",
    });
    writeFileSync(join(folder, "text.gguf"), "hello");
    await expect(loadLlamaCpp({ file: join(folder, "text.gguf") })).rejects.toMatchObject({
      code: "MODEL_UNREADABLE",
    });
    const whole = readFileSync(NANO_FILE);
    for (const share of [0.0001, 0.3, 0.999]) {
      writeFileSync(join(folder, "cut.gguf"), whole.subarray(0, Math.floor(whole.length * share)));
      await expect(loadLlamaCpp({ file: join(folder, "cut.gguf") })).rejects.toMatchObject({
        code: "MODEL_UNREADABLE",
      });
    }
  });
  it("gives small models one thread", () => {
    expect([threadsFor(5e6, 8), threadsFor(3e8, 8), threadsFor(4e9, 8)]).toEqual([1, 2, 8]);
  });
});

describe("what weights say of themselves", () => {
  it("is read from the keys of a GGUF file, which go before what the caller says", async () => {
    const file = join(folder, "keys.gguf");
    writeFileSync(
      file,
      withKeyValues(NANO_FILE, {
        "flowright.prompt_version": "flowright-compact-1",
        "flowright.annotations": false,
        "flowright.passes": "singlePass",
        "flowright.trained_steps": ["slack.message.post", "sms.message.send"],
      }),
    );
    const model = await loadLlamaCpp({ file, metadata: { promptVersion: "other" } });
    expect(model.metadata).toEqual({
      promptVersion: "flowright-compact-1",
      form: { annotations: false, passes: "singlePass" },
      trainedSteps: new Set(["slack.message.post", "sms.message.send"]),
    });
    await model.dispose();
  });
  it("is what the caller says for a file without keys: flowright-nano knows the core catalogue", async () => {
    const nano = await loadNano();
    expect(nano.metadata).toMatchObject({
      promptVersion: "flowright-compact-1",
      form: { passes: "twoPass" },
    });
    expect(coreCatalog().steps.every(({ id }) => nano.metadata!.trainedSteps!.has(id))).toBe(true);
    await nano.dispose();
    const plain = await loadLlamaCpp({ file: NANO_FILE });
    expect(plain.metadata).toBeUndefined();
    await plain.dispose();
  });
});

describe("recordings", () => {
  it("replay what was recorded, and refuse other prompts", async () => {
    const kept: RecordedAnswer[] = [];
    await complete(
      recordModel(mockModel("yes"), (answer) => kept.push(answer)),
      { prompt: "one" },
    );
    const file = join(folder, "recording.jsonl");
    writeFileSync(
      file,
      `${kept.map((one) => JSON.stringify(one)).join("\n")}\n{"prompt":"two","answer":"no"}\n`,
    );
    const model = recordedModel(readRecording(file));
    expect((await complete(model, { prompt: "one" })).text).toBe("yes");
    expect((await complete(model, { prompt: "two" })).text).toBe("no");
    await expect(complete(model, { prompt: "three" })).rejects.toMatchObject({ code: "RECORDING_MISSING" });
  });
  it("keep probabilities and drawn answers, so that drafts are compared as they were", async () => {
    const kept: RecordedAnswer[] = [];
    const drawn = mockModel(({ temperature = 0, seed }) => (temperature ? `drawn ${seed}` : "first"), {
      probability: ({ answer }) => 1 / answer.length,
    });
    const through = recordModel(drawn, (line) => kept.push(line));
    const calls = [{}, { temperature: 0.5, seed: 1 }, { temperature: 0.5, seed: 2, topP: 0.9 }];
    const ask = async (asked: LanguageModel) => {
      const texts = [];
      for (const call of calls) texts.push((await complete(asked, { prompt: "p", ...call })).text);
      return [texts, await asked.logProb!({ prompt: "p", answer: "first" })];
    };
    const live = await ask(through);
    const replayed = recordedModel(JSON.parse(JSON.stringify(kept)));
    expect(await ask(replayed)).toEqual(live);
    expect(live).toEqual([["first", "drawn 1", "drawn 2"], Math.log(1 / 5)]);
    await expect(replayed.logProb!({ prompt: "p", answer: "other" })).rejects.toMatchObject({
      code: "RECORDING_MISSING",
    });
  });
  it("of a whole generation give the same workflow, drafts compared", async () => {
    const lines: RecordedAnswer[] = [];
    const catalog = coreCatalog();
    const metadata = { trainedSteps: new Set(["slack.message.post", "sms.message.send"]) };
    const outline = (alias: string) => `<|manual|> text bob<|use|> ${alias}<|;|>`;
    const [first, better] = [outline("slack message post"), outline("sms message send")];
    const model = mockModel(
      ({ prompt, temperature = 0 }) =>
        !prompt.startsWith("<|outline|>") ? "" : temperature ? better : first,
      { metadata, probability: ({ answer }) => (answer === better ? 0.4 : 0.1) },
    );
    const options = { catalog, numDrafts: 3, experimental: { candidateIds: [...metadata.trainedSteps] } };
    const live = await generate("text bob", {
      model: recordModel(model, (line) => lines.push(line)),
      ...options,
    });
    expect(live.workflow.steps).toMatchObject([{ use: "sms.message.send" }]);
    const replayed = recordedModel(JSON.parse(JSON.stringify(lines)), { metadata });
    const again = await generate("text bob", { model: replayed, ...options });
    expect(again.workflow).toEqual(live.workflow);
    expect(again.stats.confidence).toBeCloseTo(0.4);
  });
  it("of old, without probabilities, are replayed as models that know none", async () => {
    const old = recordedModel([{ key: promptKey("p"), answer: "yes" }]);
    expect(old.logProb).toBeUndefined();
    expect((await complete(old, { prompt: "p", temperature: 0.7, seed: 4 })).text).toBe("yes");
    expect(recordModel(mockModel("yes"), () => {}).logProb).toBeUndefined();
  });
  it("names the line that is broken", () => {
    const file = join(folder, "broken.jsonl");
    writeFileSync(file, '{"prompt":"a","answer":"b"}\n{oops\n');
    expect(() => readRecording(file)).toThrow(
      expect.objectContaining({ code: "RECORDING_INVALID", data: { line: 2 } }),
    );
    expect(() => readRecording(join(folder, "none.jsonl"))).toThrow(
      expect.objectContaining({ code: "FILE_UNREADABLE" }),
    );
  });
});
