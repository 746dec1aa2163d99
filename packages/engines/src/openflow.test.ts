import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseNotation, type Workflow, walk } from "@flowright/workflow";
import { describe, expect, it } from "vitest";
import { FULL, workflows } from "../../../test/support/corpus.js";
import { OpenFlowRun } from "../../../test/support/openflow.js";
import { catalog, comparable, endsBeside, expected, World } from "../../../test/support/worlds.js";
import { engines } from "./index.js";

const openflow = engines.get("openflow")!;
const root = new URL("../../../", import.meta.url);
const documentOf = (workflow: Workflow) => JSON.parse(openflow.export(workflow, catalog).files[0]!.text);

const tryOf = ({ steps }: Workflow) => steps.find((step) => "try" in step);

function executed(workflow: Workflow): string[] {
  const world = new World(workflow);
  const steps = new Map([...walk(workflow.steps)].map(({ step }) => [step.id, step]));
  const done: string[] = [];
  const run = new OpenFlowRun((id, args) => {
    const asked = /^(.+?)_decide_*$/.exec(id)?.[1];
    if (asked !== undefined && !steps.has(id)) {
      done.push(`${asked} decision`);
      return world.decide(asked);
    }
    const handled = id === "failure" ? tryOf(workflow)?.catch[0]?.id : undefined;
    const step = steps.get(handled ?? id)!;
    if ("call" in step) {
      done.push(`${step.id} call`);
      return {};
    }
    // parameters cannot have the names of keywords
    const inputs = Object.fromEntries(
      Object.keys("use" in step ? (step.inputs ?? {}) : {}).flatMap((name) => {
        const value = args[name] ?? args[`${name}_`];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    done.push(`${step.id} ${JSON.stringify(inputs)}`);
    return world.act("use" in step ? step.use : "", inputs);
  });
  run.run(documentOf(workflow), world.trigger() as Record<string, unknown>);
  return done;
}

describe("Windmill OpenFlow", () => {
  it(`exports ${workflows.length} workflows, scripts and schedules that the published types accept`, () => {
    const folder = mkdtempSync(join(tmpdir(), "flowright-openflow-"));
    try {
      const types = fileURLToPath(new URL("node_modules/windmill-client/dist/types.gen.d.ts", root));
      const exported = workflows.map((workflow) =>
        openflow.export(workflow, catalog).files.map(({ text }) => text),
      );
      const lines = exported.flatMap(([flow, schedule], i) => [
        `export const flow${i}: OpenFlow = ${flow};`,
        ...(schedule ? [`export const schedule${i}: NewSchedule = ${schedule};`] : []),
      ]);
      writeFileSync(
        join(folder, "flows.ts"),
        `import type { NewSchedule, OpenFlow } from ${JSON.stringify(types.replace(/\.d\.ts$/, ".js"))};\n${lines.join("\n")}\n`,
      );
      const contents = new Set(exported.flatMap(([flow]) => [...contentsOf(JSON.parse(flow!))]));
      expect(contents.size).toBeGreaterThan(FULL ? 100 : 20);
      for (const [i, content] of [...contents].entries())
        writeFileSync(join(folder, `script${i}.ts`), content);
      const options = [
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--module",
        "nodenext",
      ];
      const files = ["flows.ts", ...[...contents].map((_, i) => `script${i}.ts`)].map((name) =>
        join(folder, name),
      );
      const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", root));
      let said = "";
      try {
        execFileSync(process.execPath, [tsc, ...options, ...files], {
          cwd: folder,
          encoding: "utf8",
          stdio: "pipe",
        });
      } catch (error) {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        said = `it failed: ${stdout}${stderr}`.slice(0, 2000);
      }
      expect(said).toBe("");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("does the same steps in the same order with the same inputs as the reference semantics", () => {
    let steps = 0;
    for (const workflow of workflows) {
      if (endsBeside(workflow)) continue;
      const entries = expected(workflow);
      expect(comparable(workflow, executed(workflow)), JSON.stringify(workflow)).toEqual(
        comparable(workflow, entries),
      );
      steps += entries.length;
    }
    expect(steps).toBeGreaterThan(FULL ? 2000 : 120);
  });

  describe("a workflow that is one try", () => {
    const tried = (id: string) => {
      const workflow = parseNotation(
        'on jira.issue.created // an issue\ntry // try\n  sms.call.make phone="fails" // call\ncatch // else\n  slack.message.post channel="#ops" text={trigger.title} // post it',
      );
      tryOf(workflow)!.catch[0]!.id = id;
      return workflow;
    };
    it("has a failure module, which is run when a step fails, and is said to count as failed", () => {
      const workflow = tried("s9");
      const { value } = documentOf(workflow);
      expect(value.failure_module).toMatchObject({ id: "failure", value: { type: "rawscript" } });
      expect(value.modules.map(({ id }: { id: string }) => id)).toEqual(["s2"]);
      expect(executed(workflow)).toEqual([
        's2 {"phone":"fails"}',
        expect.stringMatching(/^s9 \{"channel":"#ops","text":/),
      ]);
      expect(comparable(workflow, executed(workflow))).toEqual(comparable(workflow, expected(workflow)));
      expect(openflow.export(workflow, catalog).limitations.map(({ code }) => code)).toContain("failure");
    });
    it("has none where a step has its name, or where more is done than that", () => {
      expect(documentOf(tried("failure")).value.failure_module).toBeUndefined();
      const more = tried("s9");
      more.steps.push({ id: "s10", placeholder: true });
      expect(documentOf(more).value.failure_module).toBeUndefined();
    });
  });

  it("names every module once", () => {
    const workflow = parseNotation("while says // more\n  next // on\n  ? // never\n? // plants");
    workflow.steps[1]!.id = "s1_decide";
    const ids = JSON.stringify(documentOf(workflow)).match(/"id":"[^"]*"/g)!;
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['schedule.day.every time="07:05"', "0 5 7 * * *"],
    ['schedule.week.every day="Sunday" time="09:30"', "0 30 9 * * 0"],
    ['schedule.interval.every interval="PT10M"', "0 */10 * * * *"],
    ['schedule.interval.every interval="PT1H"', "0 0 * * * *"],
    ['schedule.interval.every interval="P1D"', "0 0 0 * * *"],
    ['schedule.interval.every interval="PT7M"', undefined],
  ])("%s starts it at %s", (trigger, cron) => {
    const { files, limitations } = openflow.export(
      parseNotation(`on ${trigger} // then\nsms.message.send phone="me" // text me`),
      catalog,
    );
    expect(files[1] && JSON.parse(files[1].text).schedule).toBe(cron);
    expect(limitations.map(({ code }) => code)).toEqual(cron ? [] : ["trigger"]);
  });

  it("keeps texts that begin like references to resources texts, and says so", () => {
    const { files, limitations } = openflow.export(
      parseNotation('sms.message.send phone="$res:u/admin/key" text="costs $5: fine" // text'),
      catalog,
    );
    expect(files[0]!.text).toContain('"$ res:u/admin/key"');
    expect(files[0]!.text).toContain('"costs $5: fine"');
    expect(limitations.map(({ code }) => code)).toEqual(["value"]);
  });
});

function* contentsOf(node: unknown): Generator<string> {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "content" && typeof value === "string") yield value;
    else yield* contentsOf(value);
  }
}
