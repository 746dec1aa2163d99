import { existsSync } from "node:fs";
import { makeCatalog } from "@flowright/workflow/catalog";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { sentenceAround } from "./clauses.js";
import { LexicalRetriever, splitClauses } from "./index.js";

const catalog = coreCatalog();
const retriever = new LexicalRetriever(catalog);

describe("splitClauses", () => {
  it.each([
    [
      "When a PR is merged, post in #releases and close the issue",
      ["a PR is merged", "post in #releases", "close the issue"],
    ],
    ["send a summary of open issues", ["send a summary", "open issues"]],
    ["- file a bug\n- tell QA", ["file a bug", "tell QA"]],
    ["🎉🎉🎉", []],
  ])("%s", (request, clauses) =>
    expect(splitClauses(request).map((clause) => clause.replace(/^- /, ""))).toEqual(clauses),
  );
});

describe("LexicalRetriever", () => {
  it.each([
    [
      "every monday at 9 send a summary of open jira issues to the team channel in slack",
      ["schedule.week.every", "jira.issue.search", "ai.text.summarize", "slack.message.post"],
    ],
    [
      "When a new lead is created in HubSpot, add a row to the Google Sheet and email sales",
      ["hubspot.contact.created", "googlesheets.row.add", "email.message.send"],
    ],
    [
      "get the weather for Montreal, and if it will rain text me",
      ["weather.forecast.get", "sms.message.send"],
    ],
    [
      "daily at midnight find all problem records and assign them",
      ["schedule.day.every", "servicenow.problem.search", "servicenow.problem.assign"],
    ],
  ])("%s", (request, wanted) => {
    const { triggers, actions } = retriever.retrieve(request);
    const ids = [...triggers, ...actions].map((step) => step.id);
    for (const id of wanted) expect(ids).toContain(id);
    // beside 15 and 5 there are those always included
    expect(actions.slice(15).every(({ alwaysInclude }) => alwaysInclude)).toBe(true);
    expect(triggers.slice(5).every(({ alwaysInclude }) => alwaysInclude)).toBe(true);
  });

  it("offers the steps that are always included for every request, after what it found", () => {
    const { triggers, actions } = retriever.retrieve("book a table for Friday");
    const alwaysIncluded = catalog.steps.filter((step) => step.alwaysInclude);
    expect(alwaysIncluded.length).toBeGreaterThan(5);
    expect([...triggers, ...actions]).toEqual(expect.arrayContaining(alwaysIncluded));
    expect(new Set(actions).size).toBe(actions.length);
    expect(actions[0]?.alwaysInclude).toBeUndefined();
  });

  it("offers a small catalogue whole where it is asked to, what it found first", () => {
    const few = makeCatalog(
      "few",
      catalog.apps,
      catalog.steps.filter(({ app }) => app === "trello" || app === "weather"),
    );
    const { triggers, actions } = new LexicalRetriever(few).retrieve("the weather in Split", {
      whole: true,
      actions: 1,
    });
    expect(actions[0]?.id).toBe("weather.forecast.get");
    expect([...triggers, ...actions]).toHaveLength(few.steps.length);
    expect(retriever.retrieve("rain", { whole: true }).actions.length).toBeLessThan(catalog.actions.length);
  });

  it("judges a stretch that says little by its sentence too, and only by that one", () => {
    const request = 'Post hi in #dev. Make two todoist tasks: "book flights" and "renew passport".';
    const steps = ["quickbooks.customer.create", "todoist.task.create", "slack.message.post"].map(
      (id) => catalog.get(id)!,
    );
    const ask = retriever.scoreCandidates(request);
    const best = (words: string) =>
      [...ask(words, steps, "action")].reduce((best, one) => (one[1] > best[1] ? one : best))[0].id;
    expect(best("renew passport")).toBe("todoist.task.create");
    expect(best("Post hi in #dev")).toBe("slack.message.post");
    expect(sentenceAround(request, " hi in")).toBe("Post hi in #dev.");
    expect(sentenceAround(request, "dev. Make")).toBe(request);
  });

  it("takes whole words alone for the name of a product", () => {
    const { triggers, actions } = retriever.retrieve("at noon on workdays upload what is in my inbox");
    expect(triggers[0]?.id).toBe("schedule.weekday.every");
    // "inbox" is not Box, "workdays" not Workday: no product is named, so each is as likely as the others
    expect(actions.findIndex(({ app }) => app === "box")).not.toBe(0);
    expect(retriever.retrieve("upload it to Box").actions[0]?.id).toBe("box.file.upload");
  });
  it("knows steps by the ways of asking alone, and finds nothing where there is nothing", () => {
    expect(retriever.retrieve("wake up the on-call engineer").actions[0]?.id).toBe(
      "pagerduty.incident.create",
    );
    expect(
      retriever.retrieve("qqqqxxxx zzzzwwww").actions.filter(({ alwaysInclude }) => !alwaysInclude),
    ).toEqual([]);
  });

  const shared = new URL("../../../shared/data/flow-bench-dev.jsonl", import.meta.url);
  it.skipIf(!existsSync(shared))(
    "finds at least 85% of the actions of Flow-Bench dev among its 546 (needs ../shared/data)",
    async () => {
      const { flowBench } = await import("../../../../bench/flow-bench.mjs");
      const { catalog, cases } = flowBench()!;
      const bench = new LexicalRetriever(catalog as never);
      let found = 0;
      let all = 0;
      for (const { request, wanted } of cases) {
        const ids = bench.retrieve(request).actions.map((step) => step.id);
        all += wanted.length;
        found += wanted.filter((id: string) => ids.includes(id)).length;
      }
      expect(found / all).toBeGreaterThanOrEqual(0.85);
    },
  );
});

describe("words that every object inherits", () => {
  it.each(["constructor", "toString", "hasOwnProperty", "__proto__", "valueOf"])(
    "%s is a word like others",
    (word) => {
      const { actions } = retriever.retrieve(`email the ${word} when the house is done`);
      expect(actions.map(({ id }) => id)).toContain("email.message.send");
    },
  );
});
