import { checkShape, parseNotation } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { scaled } from "../../../../../test/support/corpus.js";
import { accepts } from "../../../../../test/support/grammar.js";
import { sample, toJsonSchema } from "../../grammar/index.js";
import { prepareRequest } from "../request.js";
import { inputTasks } from "../tasks.js";
import { visibleTo } from "../visible.js";
import { inputsGrammar, inputsPrompt, jsonGrammar, jsonPrompt, PROMPT_PARTS, parseInputs } from "./index.js";

const catalog = coreCatalog();
const candidates = ["jira.issue.created", "slack.message.post", "jira.issue.search"].map(
  (id) => catalog.get(id)!,
);
const TEXT = "when an issue opens, post it to #ops if its priority is high";
const WORKFLOW = parseNotation(`on jira.issue.created // an issue opens
if {trigger.priority} == "high" // its priority is high
  slack.message.post channel="#ops" text={trigger.title} // post it to #ops`);
const example = { request: 'tell "sales"', workflow: WORKFLOW };

describe("the structured prompt", () => {
  const whole = jsonPrompt(TEXT, candidates, { examples: [example] });
  const SAYS = {
    role: "You turn a request into",
    rules: "by their exact id",
    conventions: "the last word counts",
    candidates: "- slack.message.post",
    descriptions: JSON.stringify(catalog.get("slack.message.post")!.description),
    examples: 'Request: "tell \\"sales\\""',
  };
  it.each(PROMPT_PARTS)("says %s, and can leave just that out", (part) => {
    expect(whole).toContain(SAYS[part]);
    const less = jsonPrompt(TEXT, candidates, { examples: [example], without: [part] });
    expect(less).not.toContain(SAYS[part]);
    for (const other of PROMPT_PARTS)
      if (other !== part && !(part === "candidates" && other === "descriptions"))
        expect(less).toContain(SAYS[other]);
  });
  it("shows examples as the answers that are wanted: whole, or as outlines", () => {
    expect(whole).toContain('"inputs":{"channel":"#ops"');
    const outline = jsonPrompt(TEXT, candidates, { examples: [example], outline: true });
    expect(outline).toContain('"if":{"says":"its priority is high"}');
    expect(outline).not.toContain('"inputs":{');
    expect(outline).not.toContain("inputs {");
  });
});

describe("the second pass in JSON", () => {
  const request = prepareRequest(TEXT);
  const tasks = inputTasks(WORKFLOW, catalog);
  it("an outline says steps and nesting, and has the right shape", async () => {
    const grammar = jsonGrammar(request, candidates, true);
    const rng = new Random(5);
    const valid = new Ajv({ strict: false }).compile(toJsonSchema(grammar));
    for (let i = 0; i < scaled(40, 12); i++) {
      const text = sample(grammar, rng, 30);
      expect(text).not.toContain('"inputs"');
      expect(await accepts(grammar, text), text).toBe(true);
      expect(valid(JSON.parse(text))).toBe(true);
      expect(checkShape(JSON.parse(text)).issues).toEqual([]);
    }
  });
  it("asks for each node with what is visible to it", () => {
    const task = tasks.find((one) => one.use === "slack.message.post")!;
    const prompt = inputsPrompt(task, TEXT, visibleTo(WORKFLOW, task.node, catalog), catalog);
    expect(prompt).toContain("- trigger");
    expect(prompt).toContain("channel!: string");
    expect(prompt).toContain('"post it to #ops"');
  });
  it.each(tasks.map((task, i) => [task.part, i] as const))(
    "binds and reads the answer for %s",
    async (_, i) => {
      const task = tasks[i]!;
      const grammar = inputsGrammar(task, request, visibleTo(WORKFLOW, task.node, catalog));
      const rng = new Random(i);
      for (let n = 0; n < 30; n++) {
        const text = sample(grammar, rng, 20);
        expect(await accepts(grammar, text), text).toBe(true);
        const read = parseInputs(text, task);
        if (task.kind === "condition") expect(read.condition).toBeDefined();
        else expect(Object.keys(read.inputs!).every((name) => name in task.fields)).toBe(true);
      }
    },
  );
  it("leaves out what nobody asked for, and says when there is no answer", () => {
    const task = tasks.find((one) => one.use === "slack.message.post")!;
    expect(parseInputs('{"inputs": {"channel": "#a", "other": 1}}', task).inputs).toEqual({
      channel: "#a",
    });
    expect(() => parseInputs("no", task)).toThrow(expect.objectContaining({ code: "CODEC_PARSE" }));
  });
});
