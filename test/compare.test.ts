import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { bin, file, flowright, folder } from "./support/command.js";
import { faultServer } from "./support/fault-server.js";

const line = (id: string, request: string, workflow: string) =>
  `${JSON.stringify({ id, request, workflows: [workflow] })}\n`;
const cases = file(
  "pair.jsonl",
  line(
    "a",
    "get the weather for Montreal",
    'weather.forecast.get city="Montreal" // get the weather for Montreal',
  ) +
    line(
      "<b>",
      "text me <now> | and post it to #ops in slack",
      'sms.message.send phone="me" // text me\nslack.message.post channel="#ops" // post it to #ops in slack',
    ),
);
const DOCUMENT = JSON.stringify({
  version: 1,
  name: "",
  steps: [{ id: "s1", use: "weather.forecast.get", annotation: "weather", inputs: { city: "Montreal" } }],
});

// The package's own pool is read in seconds; two pairs are enough to copy from.
const pool = join(folder, "pool");
mkdirSync(pool);
file(
  "pool/core-1.flow",
  '===\nget the weather for Ghent\n---\nweather.forecast.get city="Ghent" // get the weather for Ghent\n===\ntext me\n---\nsms.message.send phone="me" // text me\n',
);
const nano = "nano?num-drafts=1";
const nearest = `nearest?pool=${pool}`;

describe("flowright compare", () => {
  const out = join(folder, "compare");
  const page = join(folder, "compare.html");
  const summary = join(folder, "compare.md");
  const args = [
    "compare",
    "--models",
    `${nano},nano?retrieval-bias=0&candidates=5&num-drafts=1,${nearest}`,
    "--data",
    cases,
    "-o",
    out,
  ];

  it("runs each model once, keeps the runs, and writes page and summary", async () => {
    const run = await flowright([...args, "--html", page, "--md", summary]);
    expect([run.code, run.out]).toEqual([0, expect.stringMatching(/3 models on pair.jsonl, 2 cases/)]);
    expect(run.out).toMatch(/nano\?retrieval-bias=0&candidates=5&num-drafts=1 +\d\.\d{3}/);
    expect(readdirSync(out)).toHaveLength(3);
    const html = readFileSync(page, "utf8");
    expect(html).toMatch(/Is the difference real\?[\s\S]*Where they differ most/);
    expect(html).not.toMatch(/<now>|<b><b>|<script|src=|href=/);
    expect(readFileSync(summary, "utf8")).toMatch(/\| nano\?num-drafts=1 \| \d\.\d{3} \[/);
  });
  it("runs nothing again when it is called once more", async () => {
    const before = readdirSync(out).map((name) => readFileSync(join(out, name, "results.jsonl"), "utf8"));
    const again = JSON.parse((await flowright([...args, "--json"])).out);
    expect(again).toMatchObject({ cases: 2, contenders: [{ name: nano }, {}, { name: nearest }] });
    expect(readdirSync(out).map((name) => readFileSync(join(out, name, "results.jsonl"), "utf8"))).toEqual(
      before,
    );
  });
  it("takes a run that is there by its folder", async () => {
    const own = join(out, readdirSync(out).find((name) => name.startsWith("nearest"))!);
    const mixed = await flowright([
      "compare",
      "--models",
      `${nano},run:${own}`,
      "--data",
      cases,
      "-o",
      out,
      "--json",
    ]);
    expect(JSON.parse(mixed.out).contenders).toHaveLength(2);
  });
  it.each([
    [nano, "USAGE", /two models or more/],
    [`${nano},nano?candidates=x`, "USAGE", /"x" is not a number/],
    [`${nano},nano?colour=red`, "USAGE", /unknown option '--colour'/],
    [`${nano},nano?without=everything`, "USAGE", /"everything" is none of role/],
    [`${nano},nerest`, "MODEL_NOT_FOUND", /Did you mean nearest/],
    [`${nano},openai:gpt-4.9`, "PRICE_MISSING", /no price for openai:gpt-4.9/],
    [`${nano},openai:gpt-4.1`, "KEY_MISSING", /OPENAI_API_KEY/],
    [`${nano},run:nowhere`, "RUN_FOREIGN", /nowhere is not the folder of a run/],
  ])("says what is wrong with --models %s", async (models, code, message) => {
    const run = await flowright(["compare", "--models", models, "--data", cases, "-o", out], "", {
      OPENAI_API_KEY: "",
    });
    expect([run.code, run.err]).toEqual([2, expect.stringContaining(`[${code}]`)]);
    expect(run.err).toMatch(message);
  });
});

describe("flowright judge", () => {
  it("asks for verdicts on a run once, and says how far they agree with the metrics", async () => {
    const out = join(folder, "judged");
    await flowright(["evaluate", cases, "--model", "nearest", "--pool", pool, "-o", out]);
    const server = await faultServer([{ say: '{"reason": "ok", "score": 4}' }, { say: "no idea" }]);
    const args = ["judge", out, "--model", `${server.url}#model-a`, "--json"];
    expect(JSON.parse((await flowright(args)).out)).toMatchObject({
      verdicts: 1,
      silent: 1,
      score: { mean: 4 },
    });
    expect(server.calls).toHaveLength(2);
    await flowright(args);
    expect(server.calls).toHaveLength(3);
    await server.close();
  });
});

describe("a model behind HTTP, on the command line", () => {
  it("answers a request; its key comes from the environment and goes nowhere else", async () => {
    const server = await faultServer([{ say: DOCUMENT }]);
    const model = `${server.url}#model-a`;
    const env = { FLOWRIGHT_API_KEY: "sk-hidden" };
    const run = await flowright(
      ["generate", "--json", "--model", model, "get the weather for Montreal"],
      "",
      env,
    );
    expect(JSON.parse(run.out)).toMatchObject({ steps: [{ use: "weather.forecast.get" }] });
    expect(server.calls[0]!.headers.authorization).toBe("Bearer sk-hidden");
    const kept = join(folder, "hidden");
    const evaluated = await flowright(["evaluate", cases, "--model", model, "-o", kept], "", env);
    const files = ["manifest.json", "results.jsonl"].map((name) => readFileSync(join(kept, name), "utf8"));
    expect([evaluated.out, evaluated.err, ...files].join()).not.toContain("sk-hidden");
    await server.close();
  });
  it("keeps finished cases when the server goes away, and runs only the rest again", async () => {
    const server = await faultServer([
      { say: DOCUMENT },
      { status: 400, body: { error: { message: "bad day" } } },
      { say: DOCUMENT },
    ]);
    const out = join(folder, "resumed");
    const args = ["evaluate", cases, "--model", `${server.url}#model-a`, "-o", out, "--json"];
    expect(JSON.parse((await flowright(args)).out)).toMatchObject({ scored: 1, harnessErrors: 1 });
    expect(JSON.parse((await flowright(args)).out)).toMatchObject({ scored: 2, harnessErrors: 0 });
    expect(server.calls).toHaveLength(3);
    await server.close();
  });
});

describe("flowright serve", () => {
  it("serves the embedded model until it is interrupted", async () => {
    const child = spawn(process.execPath, [bin, "serve", "--openai", "--port", "0", "--json"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise((done) => child.once("close", done));
    const { url, model } = await new Promise<{ url: string; model: string }>((done) =>
      createInterface({ input: child.stdout }).once("line", (text) => done(JSON.parse(text))),
    );
    expect(model).toBe("flowright-nano");
    const request = "get the weather for Montreal and text me";
    const far = await flowright(["generate", "--json", "--model", url, request]);
    const near = await flowright(["generate", "--json", "--retrieval-bias", "0", request]);
    expect(JSON.parse(far.out)).toEqual(JSON.parse(near.out));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    const gone = await flowright(["generate", "--model", url, request]);
    expect([gone.code, gone.err]).toEqual([1, expect.stringMatching(/there is no server at/)]);
  });
  it("says what it needs", async () => {
    expect((await flowright(["serve"])).err).toMatch(/--openai/);
    expect((await flowright(["serve", "--openai", "--port", "99999"])).err).toMatch(/no(?:t a)? port/);
  });
});
