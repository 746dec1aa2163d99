import { describe, expect, it } from "vitest";
import { parseNotation } from "../document/index.js";
import { coreCatalog } from "../node/index.js";
import { holds, simulate, type TraceEntry } from "./index.js";

const catalog = coreCatalog();
const run = (notation: string, options: Parameters<typeof simulate>[2] = {}) =>
  simulate(parseNotation(notation), catalog, options);
const ids = (trace: TraceEntry[]) => trace.map(({ id, rounds }) => [id, ...rounds].join("."));

describe("the reference semantics", () => {
  it("hand outputs on, and leave inputs out whose reference leads to nothing", () => {
    const trace = run(
      'on jira.issue.created // opened\nf: weather.forecast.get city="Bergen" // weather\nsms.message.send phone={trigger.nothing} text="it is {{f.conditions}}, {{trigger.title}}" // text',
      {
        trigger: { title: "T" },
        act: (use) => (use === "weather.forecast.get" ? { conditions: "wet" } : {}),
      },
    );
    expect(trace[1]!.inputs).toEqual({ text: "it is wet, T" });
  });
  it("loops go round, skip and stop", () => {
    const loop = (inner: string) =>
      run(
        `l: jira.issue.search // find\neach {l} as issue // each\n  if {issue.title} == "b" // b\n    ${inner}\n  sms.message.send phone="me" // text\nsms.call.make phone="me" // call`,
        {
          act: (use) => (use === "jira.issue.search" ? [{ title: "a" }, { title: "b" }, { title: "c" }] : {}),
        },
      );
    expect(ids(loop("next // skip"))).toEqual(["s1", "s5.0", "s5.2", "s6"]);
    expect(ids(loop("stop // stop"))).toEqual(["s1", "s5.0", "s4.1"]);
  });
  it("while asks before, until after; neither goes on for ever", () => {
    const asked: string[] = [];
    const decide = (says: string) => asked.push(says) >= 3 === (says === "enough");
    expect(
      ids(run("while says // more\n  sms.call.make // call", { decide: () => asked.push("x") < 3 })),
    ).toHaveLength(5);
    asked.length = 0;
    expect(ids(run("until says // enough\n  sms.call.make // call", { decide }))).toHaveLength(6);
    expect(run("while says // more\n  sms.call.make // call", { maxRounds: 4 })).toHaveLength(8);
  });
  it("a failure is caught by the try around it, or ends the run", () => {
    const act = (use: string) => {
      if (use === "sms.call.make") throw new Error("busy");
      return {};
    };
    const trace = run(
      "try // try\n  sms.call.make // call\n  email.message.send // never\ncatch\n  slack.message.post // tell\nsms.message.send // text",
      { act },
    );
    expect(ids(trace)).toEqual(["s2", "s4", "s5"]);
    expect(trace[0]!.error).toBe("busy");
    expect(ids(run("sms.call.make // call\nsms.message.send // text", { act }))).toEqual(["s1"]);
  });
  it.each([
    [{ left: { ref: "a" }, op: "eq", right: "5" }, false],
    [{ left: { ref: "a" }, op: "eq", right: 5 }, true],
    [{ left: { ref: "a" }, op: "ne", right: "5" }, true],
    [{ left: { ref: "a" }, op: "ge", right: 5 }, true],
    [{ left: { ref: "a" }, op: "gt", right: "4" }, false],
    [{ left: { ref: "t" }, op: "contains", right: "el" }, true],
    [{ left: { ref: "l" }, op: "contains", right: "x" }, true],
    [{ left: { ref: "l" }, op: "contains", right: "y" }, false],
    [{ left: { ref: "none" }, op: "empty" }, true],
    [{ left: { ref: "none" }, op: "ne", right: 1 }, true],
    [{ left: { ref: "l" }, op: "filled" }, true],
    [{ left: { ref: "yes" }, op: "true" }, true],
    [{ left: { ref: "t" }, op: "false" }, false],
    [{ not: { any: [{ left: { ref: "a" }, op: "lt", right: 1 }, { says: "no" }] } }, true],
  ] as const)("%j is %s", (condition, expected) => {
    const scope = new Map<string, unknown>([
      ["a", 5],
      ["t", "hello"],
      ["l", ["x"]],
      ["yes", true],
    ]);
    expect(holds(condition as never, scope, () => false)).toBe(expected);
  });
});
