import { checkAnswer, usesOf, walk } from "@flowright/workflow";
import { identifierWords, Random, singular } from "@flowright/workflow/core";
import { describe, expect, it } from "vitest";
import { isConnectorCatalog, makeCrudRequest } from "../connectors/index.js";
import { augmentCrudRequest } from "./augment.js";

const requests = Array.from({ length: 150 }, (_, seed) => makeCrudRequest(new Random(seed)));

describe("CRUD requests over connectors", () => {
  it("are answered with actions of a connector catalogue, each with words of the request", () => {
    for (const { request, workflow, catalog } of requests) {
      expect(isConnectorCatalog(catalog)).toBe(true);
      checkAnswer(workflow, request, catalog);
      for (const { step } of walk(workflow.steps)) expect(request).toContain(step.annotation);
    }
    expect(new Set(requests.map(({ request }) => request)).size).toBe(requests.length);
  });
  it("have as many steps as they count", () => {
    const counted = requests.filter(({ request }) => /\btwo\b/.test(request));
    expect(counted.length).toBeGreaterThan(3);
    for (const { workflow } of counted) {
      const notes = [...walk(workflow.steps)].map(({ step }) => step.annotation ?? "");
      expect(notes.filter((note) => /\btwo\b/.test(note)).length % 2).toBe(0);
    }
  });
  it("hold loops, conditions, and placeholders for what people do", () => {
    const kinds = requests.flatMap(({ workflow }) =>
      [...walk(workflow.steps)].flatMap(({ step }) => Object.keys(step)),
    );
    for (const kind of ["forEach", "if", "placeholder", "use"]) expect(kinds).toContain(kind);
  });
  it("name each product as its action does, under a made-up name too", () => {
    for (let seed = 0; seed < 100; seed++) {
      const { request, workflow, catalog } = augmentCrudRequest(new Random(seed));
      const said = request.toLowerCase().replace(/[^\p{L}]/gu, "");
      for (const { use } of usesOf(workflow)) {
        const { title } = catalog.app(catalog.get(use)!.app)!;
        const name = title.toLowerCase().replace(/[^\p{L}]/gu, "");
        const id = identifierWords(use).map(singular).join("");
        if (said.includes(name)) expect(id).toContain(identifierWords(title).map(singular).join(""));
      }
    }
  });
});
