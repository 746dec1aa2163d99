import { checkAnswer, usesOf } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { readWritten, type WrittenPair } from "../index.js";
import { swapEntities } from "./swap-entities.js";

const [ticket, none] = readWritten(
  `===
When a Zendesk ticket comes in, comment "thanks" on it. Tickets that are open: email bo@corp.test
---
on zendesk.ticket.created // a Zendesk ticket comes in
zendesk.comment.add ticket={trigger.id} comment="thanks" // comment "thanks" on it
if {trigger.status} == "open" // Tickets that are open
  email.message.send to=["bo@corp.test"] // email bo@corp.test
===
call Anna
---
sms.call.make phone="Anna" // call Anna
`,
  coreCatalog(),
  "x.flow",
) as [WrittenPair, WrittenPair];

describe("swapping entities", () => {
  const made = Array.from({ length: 40 }, (_, seed) => swapEntities(ticket, new Random(seed))).filter(
    (pair) => pair !== ticket,
  );

  it("changes request, workflow and catalogue alike", () => {
    expect(made.length).toBeGreaterThan(15);
    for (const { request, workflow, catalog } of made) {
      checkAnswer(workflow, request, catalog);
      const [on] = usesOf(workflow);
      const noun = on!.use.split(".")[1]!;
      expect(noun).not.toBe("ticket");
      expect(request).toMatch(new RegExp(`^When a Zendesk ${noun} comes in`));
      expect(JSON.stringify([request, workflow, catalog]).toLowerCase()).not.toMatch(
        /(?<![a-z])tickets?(?![a-z])/,
      );
      expect(catalog.get(on!.use)?.title.toLowerCase()).toContain(noun);
    }
    expect(new Set(made.map(({ request }) => request)).size).toBeGreaterThan(10);
  });

  it("leaves the shared catalogue as it is", () => {
    expect(coreCatalog().get("zendesk.ticket.created")).toBeDefined();
  });

  it("leaves verbs alone, and a pair without an entity", () => {
    for (let seed = 0; seed < 20; seed++) expect(swapEntities(none, new Random(seed))).toBe(none);
  });
});
