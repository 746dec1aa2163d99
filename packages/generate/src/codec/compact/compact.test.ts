import { generateDataset } from "@flowright/datagen";
import { canonical, checkShape, parseNotation, validate, type Workflow, walk } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { scaled } from "../../../../../test/support/corpus.js";
import { accepts } from "../../../../../test/support/grammar.js";
import { sample } from "../../grammar/index.js";
import { isPartOf, type PreparedRequest, prepareRequest } from "../request.js";
import { completeSpan, findSpan } from "../span.js";
import { inputTasks } from "../tasks.js";
import { visibleTo } from "../visible.js";
import {
  inputsGrammar,
  inputsPrompt,
  makeAliases,
  OutlineParser,
  outlineGrammar,
  parseInputs,
  plain,
  printOutline,
  TOKENS,
} from "./index.js";

const catalog = coreCatalog();
const pairs = [...generateDataset({ count: scaled(150, 60), seed: 77, catalog })];

/** An outline keeps the tree, the steps and the annotations, and nothing else. */
function outlineOf(workflow: Workflow): unknown {
  return [
    workflow.trigger && { ...workflow.trigger, inputs: undefined },
    [...walk(workflow.steps)].map(({ step, path }) => [
      path.replace(/\d+/g, "#"),
      "use" in step ? step.use : Object.keys(step)[1],
      step.annotation,
    ]),
  ];
}

/** Training data annotates from word to word; documents keep the marks that this cuts in two. */
function withWholeMarks(workflow: Workflow, request: PreparedRequest): Workflow {
  return JSON.parse(
    JSON.stringify(workflow, (key, value) => {
      const span = key === "annotation" ? findSpan(request, value) : undefined;
      return span ? completeSpan(request, span) : value;
    }),
  );
}

describe("outline", () => {
  it("what a valid outline prints, llama.cpp's grammar accepts and the parser reads back", async () => {
    for (const { pair, examples } of pairs) {
      const request = prepareRequest(pair.request);
      const candidates = [
        ...new Set([...pair.used, ...pair.catalog.steps.slice(0, 12).map((step) => step.id)]),
      ]
        .filter((id) => !pair.withheld.includes(id))
        .map((id) => pair.catalog.get(id)!);
      const aliases = makeAliases(candidates);
      const printed = printOutline(pair.workflow, request, aliases);
      const grammar = outlineGrammar(request, aliases)!;
      expect(await accepts(grammar, printed.replace(TOKENS.eos, "")), pair.request).toBe(true);
      const parser = new OutlineParser(request, aliases);
      for (const chunk of printed.match(/[\s\S]{1,5}/g)!) [...parser.push(chunk)];
      expect(parser.complete).toBe(true);
      const expected = withWholeMarks(pair.workflow, request);
      expect(outlineOf(canonical(parser.finish()))).toEqual(outlineOf(canonical(expected)));
      expect(examples[0]!.answer.endsWith(TOKENS.eos)).toBe(true);
    }
  });

  it("whatever the grammar accepts parses to a valid outline", async () => {
    const rng = new Random(5);
    for (const { pair } of pairs.slice(0, 80)) {
      const request = prepareRequest(pair.request);
      const candidates = pair.used.map((id) => pair.catalog.get(id)!);
      const aliases = makeAliases(candidates);
      const grammar = outlineGrammar(request, aliases)!;
      const text = sample(grammar, rng, 40);
      expect(await accepts(grammar, text)).toBe(true);
      const parser = new OutlineParser(request, aliases);
      [...parser.push(text)];
      expect(parser.complete).toBe(true);
      const workflow = parser.finish();
      expect(checkShape(workflow).issues).toEqual([]);
      expect(validate(workflow, pair.catalog).filter((issue) => issue.severity === "error")).toEqual([]);
      for (const { step } of walk(workflow.steps))
        expect(isPartOf(pair.request, step.annotation!)).toBe(true);
    }
  });

  it("refuses steps that are no candidates and words that the request does not have", async () => {
    const request = prepareRequest("post it to #ops");
    const grammar = outlineGrammar(request, makeAliases([catalog.get("slack.message.post")!]))!;
    const step = (words: string, alias: string) =>
      `${TOKENS.manual}${words}${TOKENS.use} ${alias}${TOKENS.next}`;
    expect(await accepts(grammar, step(" post it to #ops", "slack message post"))).toBe(true);
    expect(await accepts(grammar, step(" it to", "slack message post"))).toBe(true);
    expect(await accepts(grammar, step(" post it to #ops", "teams message post"))).toBe(false);
    expect(await accepts(grammar, step(" post to #ops", "slack message post"))).toBe(false);
    expect(await accepts(grammar, step(" pos", "slack message post"))).toBe(false);
    expect(await accepts(grammar, TOKENS.manual)).toBe(false);
    expect(await accepts(grammar, `${TOKENS.manual} it${TOKENS.skip}`), "go on outside of a loop").toBe(
      false,
    );
  });

  it("annotations and values keep the marks that their words were cut from", () => {
    const step = catalog.get("slack.message.post")!;
    const request = prepareRequest('if they haven\'t replied, post "see you (soon)!" to #ops');
    const aliases = makeAliases([step]);
    const parser = new OutlineParser(request, aliases);
    const answer = `${TOKENS.manual} they haven't replied${TOKENS.if} post "see you (soon${TOKENS.use} slack message post${TOKENS.next}${TOKENS.end}`;
    [...parser.push(answer)];
    const workflow = parser.finish();
    expect([...walk(workflow.steps)].map((visit) => visit.step.annotation)).toEqual([
      "they haven't replied",
      'post "see you (soon)!"',
    ]);
    expect(printOutline(workflow, request, aliases)).toBe(answer + TOKENS.eos);
    const task = inputTasks(workflow, catalog).find((one) => one.use === step.id)!;
    expect(inputsPrompt(task, request, [], catalog)).toContain(
      `${TOKENS.at} post "see you (soon${TOKENS.use}`,
    );
    const value = `${TOKENS.field} text${TOKENS.copy}see you (soon`;
    expect(parseInputs(value, task, request, []).inputs).toEqual({ text: "see you (soon)!" });
  });

  it.each([
    ["<|eos|>", /./],
    [`${TOKENS.manual} post<|close|>`, /never opened/],
    [`${TOKENS.manual} post${TOKENS.use} teams message post${TOKENS.next}`, /candidate/],
    [`${TOKENS.manual} invented words${TOKENS.none}`, /not a part/],
    [` post${TOKENS.if}`, /trigger cannot be/],
    [`${TOKENS.manual} post${TOKENS.elseIf} it${TOKENS.then}`, /branch outside/],
  ])("a wrong answer %s gets a typed error or stays incomplete", (answer, message) => {
    const parser = new OutlineParser(
      prepareRequest("post it"),
      makeAliases([catalog.get("slack.message.post")!]),
    );
    try {
      [...parser.push(answer)];
      expect(parser.complete).toBe(false);
    } catch (error) {
      expect(error).toMatchObject({ code: "CODEC_PARSE", message: expect.stringMatching(message) });
    }
  });
});

describe("inputs", () => {
  it("what the training data says, the grammar accepts and the parser reads back", async () => {
    for (const { pair, examples } of pairs) {
      const request = prepareRequest(pair.request);
      const tasks = inputTasks(pair.workflow, pair.catalog);
      for (const [i, task] of tasks.entries()) {
        const visible = visibleTo(pair.workflow, task.node, pair.catalog);
        const answer = examples[i + 1]!.answer.replace(TOKENS.eos, "");
        const grammar = inputsGrammar(task, request, visible);
        expect(await accepts(grammar, answer), `${pair.request}\n${answer}`).toBe(true);
        const read = parseInputs(answer, task, request, visible);
        if (task.kind === "fields")
          expect(Object.keys(read.inputs!).length).toBe(answer.split(TOKENS.field).length - 1);
      }
    }
  });

  it("whatever the grammar accepts can be read, and fits its fields", async () => {
    const rng = new Random(8);
    for (const { pair } of pairs.slice(0, 60)) {
      const request = prepareRequest(pair.request);
      for (const task of inputTasks(pair.workflow, pair.catalog)) {
        const visible = visibleTo(pair.workflow, task.node, pair.catalog);
        const text = sample(inputsGrammar(task, request, visible), rng, 25);
        const read = parseInputs(text, task, request, visible);
        if (!task.use) continue;
        const workflow: Workflow =
          task.node === "trigger"
            ? { version: 1, name: "", trigger: { use: task.use, inputs: read.inputs! }, steps: [] }
            : structuredClone(pair.workflow);
        for (const { step } of walk(workflow.steps))
          if (step.id === task.node && "use" in step) step.inputs = read.inputs!;
        expect(
          validate(workflow, pair.catalog).filter(
            (issue) => issue.severity === "error" && issue.path.includes("inputs"),
          ),
          text,
        ).toEqual([]);
      }
    }
  });

  it("words never follow words in one value", async () => {
    const request = prepareRequest("post see you at ten to #ops");
    const fields = { text: { type: "string" } } as const;
    const task = {
      node: "s1",
      part: "inputs",
      kind: "fields",
      annotation: "",
      fields,
      required: [],
    } as const;
    const grammar = inputsGrammar(task as never, request, []);
    expect(await accepts(grammar, "<|f|> text<|=|> see you")).toBe(true);
    expect(await accepts(grammar, "<|f|> text<|=|> see<|=|> ten")).toBe(false);
  });

  it("reads numbers, times, durations and choices as what they are", () => {
    const request = prepareRequest("every monday at 9pm wait two hours and bill $1,200 to sales@acme.test");
    const task = (fields: object) => ({
      node: "s1",
      part: "inputs" as const,
      kind: "fields" as const,
      annotation: "",
      fields: fields as never,
      required: [],
    });
    const read = (fields: object, answer: string) => parseInputs(answer, task(fields), request, []).inputs;
    expect(read({ time: { type: "string", format: "time" } }, "<|f|> time<|=|> 9pm")).toEqual({
      time: "21:00",
    });
    expect(read({ d: { type: "string", format: "duration" } }, "<|f|> d<|=|> two hours")).toEqual({
      d: "PT2H",
    });
    expect(read({ amount: { type: "number" } }, "<|f|> amount<|=|> $1,200")).toEqual({ amount: 1200 });
    expect(read({ day: { type: "string", enum: ["Monday", "Friday"] } }, "<|f|> day<|v|> Monday")).toEqual({
      day: "Monday",
    });
    expect(
      read({ to: { type: "array", items: { type: "string" } } }, "<|f|> to<|=|> sales@acme.test"),
    ).toEqual({ to: ["sales@acme.test"] });
    expect(() => read({ a: { type: "string" } }, "<|f|> b<|=|> sales")).toThrow(/does not have/);
    expect(() => read({ a: { type: "string" } }, "<|f|> a<|ref|> incident")).toThrow(/referred to/);
  });
});

describe("control tokens in foreign text", () => {
  it("never reach the prompt as tokens", () => {
    const request = prepareRequest("close it <|close|><|eos|> now <|\n|use|>");
    expect(request.text).not.toContain("<|");
    expect(plain("a <|use|> b")).toBe(" a < |use|> b");
  });
  it("annotations give back what the user typed", () => {
    const request = prepareRequest("  log   <|end|>\n please ");
    expect(request.text).toBe(" log < |end|> please");
    expect(request.originalSlice(0, request.text.length)).toBe("log   <|end|>\n please");
  });
});

describe("aliases", () => {
  it("are unique among the candidates, also where titles are the same", () => {
    const step = (id: string, title: string) => ({
      ...catalog.get("slack.message.post")!,
      id,
      title,
      app: id.split("_")[0]!,
    });
    const aliases = makeAliases([
      step("Jira_Issue__create", "Create issue"),
      step("GitHub_Issue__create", "Create issue"),
      step("GitHub_Issue__create2", "Create issue"),
    ]);
    expect(new Set(aliases.all("action")).size).toBe(3);
    expect(aliases.step(aliases.of("GitHub_Issue__create2"))?.id).toBe("GitHub_Issue__create2");
  });
});

describe("names", () => {
  it("a group can be what is a group or a name, not a number or a summary", async () => {
    const workflow = parseNotation(
      "l: servicenow.problem.search\neach {l} as problem\n  n: servicenow.group.notify",
    );
    const notify = [...walk(workflow.steps)].find(
      ({ step }) => "use" in step && step.use.endsWith("notify"),
    )!;
    const task = inputTasks(workflow, catalog).find(({ node }) => node === notify.step.id)!;
    const grammar = inputsGrammar(task, prepareRequest("tell them"), visibleTo(workflow, task.node, catalog));
    const answer = (field: string) => `${TOKENS.field} group${TOKENS.ref} problem ${field}`;
    expect(await accepts(grammar, answer("group"))).toBe(true);
    expect(await accepts(grammar, answer("assignee"))).toBe(true);
    expect(await accepts(grammar, answer("number"))).toBe(false);
    expect(await accepts(grammar, answer("summary"))).toBe(false);
  });
});
