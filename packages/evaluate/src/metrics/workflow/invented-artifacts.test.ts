import { parseNotation } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { inventedArtifacts } from "./invented-artifacts.js";

const found = (flow: string, request: string) =>
  inventedArtifacts(parseNotation(flow), request, coreCatalog());

describe("invented artifacts", () => {
  it("are literals that the request does not say", () => {
    const flow = `on schedule.day.every time="09:00"
jira.issue.create project="OPS" priority="high" title="Disk “full”"
slack.message.post channel="#ops" text="see {{s1.key}} at once"
email.message.send to=["Ann","bob@x.test"]
call "cleanup"`;
    expect(
      found(flow, "every day at 9: urgent jira issue 'disk full' in ops, post in #ops, mail ann, cleanup"),
    ).toEqual(["see ", " at once", "bob@x.test"]);
  });
  it("are whole words: a part of one does not say it", () => {
    expect(found('slack.message.post channel="op"', "post it to #ops")).toEqual(["op"]);
  });
  it("are not what a symbol parts from its neighbour", () => {
    expect(found('slack.message.send person="Anna"', "login broken→Anna")).toEqual([]);
    expect(found('slack.message.send person="Ann"', "login broken→Anna")).toEqual(["Ann"]);
  });
});
