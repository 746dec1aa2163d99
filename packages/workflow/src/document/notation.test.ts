import { describe, expect, it } from "vitest";
import { coreCatalog } from "../node/index.js";

import { parseNotation } from "./notation/parse.js";
import { validate } from "./validation/index.js";

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
    ["a.b.c x=nope", /line 1.*not JSON/],
    ["stop\n    stop", /line 2/],
    ["try\n  stop", /catch/],
    ["each list\n  stop", /each/],
    ["a.b.c )(", /cannot be read/],
  ])("says what is wrong with %j", (source, message) => {
    expect(() => parseNotation(source)).toThrow(message);
  });
});
