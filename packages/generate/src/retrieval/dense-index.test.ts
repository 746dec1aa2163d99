import { mkdtemp, readdir, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCatalog } from "@flowright/workflow/catalog";
import { coreCatalog } from "@flowright/workflow/node";
import { beforeEach, describe, expect, it } from "vitest";
import { DenseIndex, type Embedder, LexicalRetriever, searchQueries } from "./index.js";

const core = coreCatalog();
/** Twelve steps, so that a test embeds little. */
const small = makeCatalog(
  "small",
  core.apps,
  core.steps.flatMap(({ alwaysInclude, ...step }) => (/^(?:slack|trello)$/.test(step.app) ? [step] : [])),
);

/** Meaning by hand: what is about a topic points its way. */
const TOPICS = [/message|ping|shout|crew/i, /card|sticky/i, /channel/i, /invite/i];
function byTopic(id = "topics"): Embedder & { texts: string[]; failing: boolean } {
  return {
    id,
    texts: [],
    failing: false,
    async embed(texts) {
      if (this.failing) throw new Error("no line");
      this.texts.push(...texts);
      return texts.map((text) => [...TOPICS.map((topic) => (topic.test(text) ? 1 : 0)), 0.1]);
    },
    async dispose() {},
  };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowright-dense-"));
});

describe("search by meaning", () => {
  it("finds what shares no word with the request", async () => {
    const request = "shout at folks";
    const dense = await new DenseIndex(byTopic()).index(small, searchQueries(request));
    const first = (more: object) =>
      new LexicalRetriever(small).retrieve(request, { actions: 1, ...more }).actions[0];
    expect(first({ denseIndex: dense })?.title).toMatch(/message/i);
    expect(first({})?.title ?? "none").not.toMatch(/message/i);
    const scores = dense(request, "action", 99).map(({ score }) => score);
    expect([scores[0], scores.at(-1)]).toEqual([1, 0]);
    expect(dense("another query", "action", 5)).toEqual([]);
  });
  it("embeds a catalogue once, and never again where it is kept on disk", async () => {
    const first = byTopic();
    const dense = new DenseIndex(first, { cache: folder });
    await Promise.all([dense.index(small, ["ping"]), dense.index(small, ["ping", "shout", "ping"])]);
    expect(first.texts).toHaveLength(small.steps.length + 3);
    const second = byTopic();
    const again = await new DenseIndex(second, { cache: folder }).index(small, ["ping"]);
    expect(second.texts).toEqual(["ping"]);
    expect(again("ping", "action", 9)).toEqual((await dense.index(small, ["ping"]))("ping", "action", 9));
  });
  it("makes vectors anew for other steps, another model, and a file that is cut", async () => {
    await new DenseIndex(byTopic(), { cache: folder }).index(small, ["ping"]);
    const count = async (embedder: ReturnType<typeof byTopic>, catalog = small) => {
      await new DenseIndex(embedder, { cache: folder }).index(catalog, ["ping"]);
      return embedder.texts.length - 1;
    };
    expect(await count(byTopic("other"))).toBe(small.steps.length);
    const fewer = makeCatalog("small", small.apps, small.steps.slice(1));
    expect(await count(byTopic(), fewer)).toBe(fewer.steps.length);
    for (const file of await readdir(folder)) await truncate(join(folder, file), 10);
    expect(await count(byTopic())).toBe(small.steps.length);
    expect(await count(byTopic())).toBe(0);
  });
  it("tells how far it is, does without a folder that cannot be written, and tries again after a failure", async () => {
    const told: number[] = [];
    const embedder = byTopic();
    const cache = "/dev/null/no";
    const dense = new DenseIndex(embedder, { cache, onProgress: (done) => told.push(done) });
    embedder.failing = true;
    await expect(dense.index(core, ["ping"])).rejects.toThrow("no line");
    embedder.failing = false;
    await dense.index(core, ["ping"]);
    expect(told[0]).toBe(64);
    expect(told.at(-1)).toBe(core.steps.length);
  });
  it("stops when it is told to", async () => {
    const stop = AbortSignal.abort();
    await expect(new DenseIndex(byTopic()).index(core, ["ping"], stop)).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});
