import { checkAnswer, usesOf } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { readWritten, type WrittenPair } from "../index.js";
import { recombine } from "./recombine.js";

const core = coreCatalog();
const [incident, ticket, mail] = readWritten(
  `===
When a P1 incident is opened, post it to #ops.
---
on servicenow.incident.created // a P1 incident is opened
slack.message.post channel="#ops" // post it to #ops
===
when a zendesk ticket comes in, call Anna. If the status is "open, still", email bo@corp.test
---
on zendesk.ticket.created // a zendesk ticket comes in
sms.call.make phone="Anna" // call Anna
if {trigger.status} == "open, still" // the status is "open, still"
  email.message.send to=["bo@corp.test"] // email bo@corp.test
===
comment "thanks" on the ticket
---
on zendesk.ticket.created
zendesk.comment.add ticket={trigger.id} comment="thanks" // comment "thanks" on the ticket
`,
  core,
  "x.flow",
) as [WrittenPair, WrittenPair, WrittenPair];

const made = (host: WrittenPair, donor: WrittenPair) => {
  const rng = new Random(1);
  const pairs = Array.from({ length: 200 }, () => recombine(host, [donor], rng)).filter(
    (pair) => pair !== host,
  );
  return new Map(pairs.map((pair) => [pair.request, pair]));
};

describe("recombining written pairs", () => {
  it("replaces an action", () => {
    const pair = made(incident, ticket).get("When a P1 incident is opened, call Anna.");
    expect(pair?.workflow.steps).toMatchObject([{ use: "sms.call.make", annotation: "call Anna" }]);
  });
  it("appends an action, and replaces the event", () => {
    const pairs = made(incident, ticket);
    const uses = (request: string) => Array.from(usesOf(pairs.get(request)!.workflow), ({ use }) => use);
    const both = [...pairs.keys()].find((request) => /post it to #ops.+call Anna\.$/.test(request))!;
    expect(uses(both)).toEqual(["servicenow.incident.created", "slack.message.post", "sms.call.make"]);
    expect(uses("when a zendesk ticket comes in, post it to #ops.".replace("when", "When"))).toEqual([
      "zendesk.ticket.created",
      "slack.message.post",
    ]);
  });
  it("gives pairs that are right, and leaves those alone that were given", () => {
    const before = JSON.stringify([incident, ticket]);
    for (const pair of [...made(incident, ticket).values(), ...made(ticket, incident).values()])
      expect(() => checkAnswer(pair.workflow, pair.request, core)).not.toThrow();
    expect(JSON.stringify([incident, ticket])).toBe(before);
  });
  it("takes nothing over that is about another event's thing", () => {
    expect(made(incident, mail).size).toBe(0);
    expect([...made(ticket, mail).keys()].some((request) => request.includes('comment "thanks"'))).toBe(true);
  });
  it("is the same for the same seed", () => {
    const once = () => recombine(incident, [ticket], new Random(7)).request;
    expect(once()).toBe(once());
  });
});
