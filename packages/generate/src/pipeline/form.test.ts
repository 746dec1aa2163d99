import { generateDataset, sftExamples } from "@flowright/datagen";
import { canonical, type Workflow, walk } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { scaled } from "../../../../test/support/corpus.js";
import { accepts } from "../../../../test/support/grammar.js";
import { compact, prepareRequest } from "../codec/index.js";
import { mockModel } from "../testing/index.js";
import { generate } from "./index.js";

const { eos } = compact.TOKENS;
const pairs = [...generateDataset({ count: scaled(80, 30), seed: 41, catalog: coreCatalog() })].map(
  ({ pair }) => ({
    ...pair,
    candidates: pair.used.map((id) => pair.catalog.get(id)!),
  }),
);

/** What the model was taught says what it is asked: the rest of the text that the prompt begins. */
const taught = (examples: ReturnType<typeof sftExamples>) =>
  mockModel(({ prompt }) => {
    const example = examples.find((one) => (one.prompt + one.answer).startsWith(prompt));
    if (!example) return new Error(`never taught: ${prompt}`);
    const rest = (example.prompt + example.answer).slice(prompt.length);
    if (example.stage !== "whole") return rest.replace(eos, "");
    const end = prompt === example.prompt ? compact.OUTLINE_END : compact.PART_END;
    return rest.slice(0, rest.indexOf(end) + end.length);
  });

/** A step said twice in the same words is taken for a model that repeats itself: the second goes. */
function repeats({ steps }: Workflow): boolean {
  const said = [...walk(steps)].map(({ step }) => `${"use" in step ? step.use : ""} ${step.annotation}`);
  return said.some((one, i) => i > 0 && one === said[i - 1]);
}

/** Steps, nesting and inputs, without the words that they come from. */
const silent = (workflow: Workflow): unknown =>
  JSON.parse(
    JSON.stringify(canonical(workflow), (key, value) =>
      ["annotation", "name", "missing", "says"].includes(key) ? undefined : value,
    ),
  );

const silently = { annotations: false };
const whole = { passes: "singlePass" as const };

describe.each([
  ["annotations, two passes", {}],
  ["no annotations", silently],
  ["a single pass", whole],
  ["a single pass without annotations", { ...silently, ...whole }],
])("%s", (_, form) => {
  it("a model that says what it was taught gives back the workflow", async () => {
    for (const { request, workflow, catalog, used, candidates } of pairs) {
      const examples = sftExamples({ request, workflow, catalog, used, withheld: [] }, candidates, form);
      const asked = examples.map((one) => one.prompt);
      // Without annotations two questions of one workflow can be the same: then the answer to one is all there is.
      if (new Set(asked).size < asked.length) continue;
      if (repeats(workflow)) continue;
      const made = await generate(request, {
        model: taught(examples),
        catalog,
        experimental: { candidateIds: used, ...form },
      });
      expect(silent(made.workflow), request).toEqual(silent(workflow));
    }
  });

  it("its grammars accept what is taught", async () => {
    for (const { request, workflow, catalog, used, candidates } of pairs.slice(0, 40)) {
      const prepared = prepareRequest(request);
      const examples = sftExamples({ request, workflow, catalog, used, withheld: [] }, candidates, form);
      const outline = compact.outlineGrammar(prepared, compact.makeAliases(candidates), form)!;
      const [said = ""] = examples[0]!.answer.split(eos);
      const end = said.indexOf(compact.OUTLINE_END);
      const text = end < 0 ? said : said.slice(0, end + compact.OUTLINE_END.length);
      expect(await accepts(outline, text), request).toBe(true);
    }
  });
});

describe("a single pass", () => {
  const pair = pairs.find(({ workflow }) => [...walk(workflow.steps)].length > 2)!;
  const examples = sftExamples(pair, pair.candidates, whole);

  it("is one text, and each call goes on where the last one ended", async () => {
    const model = taught(examples);
    await generate(pair.request, {
      model,
      catalog: pair.catalog,
      experimental: { candidateIds: pair.used, ...whole },
    });
    expect(examples).toHaveLength(1);
    expect(model.calls.length).toBeGreaterThan(2);
    for (const [i, { prompt }] of model.calls.slice(1).entries())
      expect(prompt.startsWith(model.calls[i]!.prompt)).toBe(true);
  });

  it("tells the fields of every candidate before it asks", () => {
    for (const step of pair.candidates)
      for (const name of Object.keys(step.inputs.properties ?? {}))
        expect(examples[0]!.prompt).toContain(name.replaceAll("_", " "));
  });

  it("an answer that breaks off leaves inputs missing, never an error", async () => {
    const model = mockModel((call) =>
      call.prompt.endsWith("<|ans|>")
        ? examples[0]!.answer.slice(0, examples[0]!.answer.indexOf(compact.OUTLINE_END))
        : compact.TOKENS.field,
    );
    const made = await generate(pair.request, {
      model,
      catalog: pair.catalog,
      experimental: { candidateIds: pair.used, ...whole },
    });
    expect(made.workflow.steps.length).toBe(pair.workflow.steps.length);
    for (const { step } of walk(made.workflow.steps)) expect(step).not.toHaveProperty("inputs");
  });
});

describe("no annotations", () => {
  it("keeps a step that is wanted twice: no words say that it is a repetition", async () => {
    const catalog = coreCatalog();
    const post = "<|use|> slack message post<|;|>";
    const model = mockModel(({ prompt }) =>
      prompt.startsWith("<|outline|>") ? `<|manual|>${post}${post}` : "",
    );
    const experimental = { candidateIds: ["slack.message.post"], annotations: false };
    const twice = await generate("post hi and then bye", { model, catalog, experimental });
    expect(twice.workflow.steps).toHaveLength(2);
    expect(twice.workflow.steps[0]).not.toHaveProperty("annotation");
  });
});
