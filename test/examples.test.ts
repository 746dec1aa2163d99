import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { coreCatalog, loadCatalog } from "@flowright/workflow/node";
import { validate } from "flowright";
import { describe, expect, it } from "vitest";
import { faultServer } from "./support/fault-server.js";

const root = fileURLToPath(new URL("../examples/", import.meta.url));

/** Runs an example as a process of its own, as its reader does. */
const run = (name: string, env: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(
      process.execPath,
      [`${root}${name}/index.mjs`],
      { env: { ...process.env, FLOWRIGHT_URL: "", ...env } },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
const errorsOf = (issues: ReturnType<typeof validate>) =>
  issues.filter(({ severity }) => severity === "error");

describe("examples", () => {
  it("own-catalog makes a workflow of its own steps", async () => {
    const { code, out } = await run("own-catalog");
    expect(code).toBe(0);
    const workflow = JSON.parse(out);
    const catalog = loadCatalog(`${root}own-catalog/catalog.json`);
    expect(errorsOf(validate(workflow, catalog))).toEqual([]);
    expect(workflow).toMatchObject({
      trigger: { use: "bench.repair.finished" },
      steps: [{ use: "bench.invoice.create" }, { then: [{ use: "mail.message.send" }] }],
    });
  });
  it("streaming prints the outline before the inputs", async () => {
    const { code, out } = await run("streaming");
    expect(code).toBe(0);
    const lines = out.trim().split("\n");
    expect(lines[0]).toBe("trigger schedule.weekday.every");
    expect(lines.at(-1)).toMatch(/^done in \d+ ms$/);
    const firstInputs = lines.findIndex((line) => line.startsWith("inputs of"));
    expect(firstInputs).toBeGreaterThan(1);
    expect(lines.slice(firstInputs).join("\n")).not.toContain("“");
  });
  it("hosted-model asks an OpenAI-compatible server", async () => {
    const answer = {
      version: 1,
      name: "Failed payments",
      trigger: { use: "stripe.payment.failed", annotation: "a Stripe payment fails" },
      steps: [
        {
          id: "s1",
          use: "slack.message.post",
          annotation: "post it to #billing in Slack",
          inputs: { channel: "#billing" },
        },
      ],
    };
    const server = await faultServer([{ say: JSON.stringify(answer) }]);
    try {
      const { code, out, err } = await run("hosted-model", {
        FLOWRIGHT_URL: server.url,
        FLOWRIGHT_MODEL: "model-a",
        FLOWRIGHT_API_KEY: "sk-secret",
      });
      expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("1 calls") });
      expect(JSON.parse(out)).toMatchObject(answer);
      expect(errorsOf(validate(JSON.parse(out), coreCatalog()))).toEqual([]);
      expect(server.calls[0]!.headers.authorization).toBe("Bearer sk-secret");
    } finally {
      await server.close();
    }
  });
  it("hosted-model says which variable it needs", async () => {
    expect(await run("hosted-model")).toMatchObject({
      code: 2,
      err: expect.stringContaining("FLOWRIGHT_URL"),
    });
  });
  it("each is listed in the README of the folder", () => {
    const readme = readFileSync(`${root}README.md`, "utf8");
    for (const entry of readdirSync(root, { withFileTypes: true }))
      if (entry.isDirectory()) expect(readme).toContain(`(${entry.name}/index.mjs)`);
  });
});
