import { describe, expect, it } from "vitest";
import { coreCatalog } from "../catalog/index.js";
import { validate } from "../workflow/index.js";
import { estimate } from "./bootstrap.js";
import { parseNotation } from "./notation.js";

describe("the notation of gold workflows", () => {
  it("says all flow logic", () => {
    const workflow = parseNotation(`
on servicenow.incident.created priority="high" // a high-priority incident
post: slack.message.post channel="#ops" text="{{trigger.number}} is new"
if {trigger.assignee} empty and {trigger.priority} == "high" // nobody
  a: approval.request.create person="lead"
elif not {trigger.state} has "x"
  stop
else
  call "cleanup"
list: jira.issue.search
each {list} as issue
  if {issue.status} == "done"
    next
  parallel
    branch
      jira.issue.assign issue={issue.key} assignee="Ann"
    branch
      try
        wait "PT2H"
      catch
        wait until "Monday"
while {post.id} filled
  ? // what
until says // it rains
  stop`);
    expect(validate(workflow, coreCatalog()).filter((issue) => issue.severity === "error")).toEqual([]);
    expect(workflow).toMatchObject({
      trigger: { use: "servicenow.incident.created", inputs: { priority: "high" } },
      steps: [
        { id: "s1", inputs: { text: { template: "{{trigger.number}} is new" } } },
        {
          if: { all: [{ op: "empty" }, { op: "eq", right: "high" }] },
          then: [{ use: "approval.request.create" }],
          elseIf: [{ if: { not: { op: "contains" } }, then: [{ stop: true }] }],
          else: [{ call: "cleanup" }],
        },
        { id: "s6" },
        {
          forEach: { ref: "s6" },
          do: [
            { then: [{ next: true }] },
            {
              parallel: [
                [{ inputs: { issue: { ref: "issue.key" } } }],
                [{ try: [{ wait: { duration: "PT2H" } }], catch: [{ wait: { until: "Monday" } }] }],
              ],
            },
          ],
        },
        { while: { left: { ref: "s1.id" }, op: "filled" }, do: [{ placeholder: true }] },
        { until: { says: "it rains" } },
      ],
    });
  });
  it.each([
    ["if {a.b} maybe 3\n  stop", /line 1.*condition/],
    ["a.b.c x=nope", /line 1.*no JSON/],
    ["stop\n    stop", /line 2/],
    ["try\n  stop", /catch/],
    ["each list\n  stop", /each/],
    ["a.b.c )(", /cannot be read/],
  ])("says what is wrong with %j", (source, message) => {
    expect(() => parseNotation(source)).toThrow(message);
  });
});

describe("the bootstrap", () => {
  it("gives the same interval every time, around the mean, narrower for more", () => {
    const values = Array.from({ length: 100 }, (_, i) => i % 2);
    const one = estimate(values);
    expect(one).toEqual(estimate(values));
    expect(one.mean).toBe(0.5);
    expect(one.low).toBeLessThan(0.5);
    expect(one.high).toBeGreaterThan(0.5);
    const few = estimate(values.slice(0, 10));
    expect(few.high - few.low).toBeGreaterThan(one.high - one.low);
    // the normal approximation: 1.96 · 0.5 / √100
    expect(one.high - one.low).toBeCloseTo(2 * 1.96 * 0.05, 1);
  });
  it("knows no interval for one value, and no mean for none", () => {
    expect(estimate([0.3])).toEqual({ mean: 0.3, low: 0.3, high: 0.3, n: 1 });
    expect(estimate([]).mean).toBeNaN();
  });
});
