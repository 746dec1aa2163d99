import { compact, prepareRequest } from "@flowright/generate/codec";
import { toGbnf } from "@flowright/generate/grammar";
import { complete } from "@flowright/generate/model";
import { coreCatalog } from "@flowright/workflow/node";
import { loadNano } from "flowright/nano";
import { afterAll, describe, expect, it } from "vitest";

describe("jumping over what the grammar forces", async () => {
  const model = await loadNano();
  afterAll(() => model.dispose());
  const catalog = coreCatalog();
  const ids = ["zendesk.ticket.created", "slack.message.post", "trello.card.create", "weather.forecast.get"];
  const candidates = ids.map((id) => catalog.get(id)!);
  const aliases = compact.makeAliases(candidates);

  it.each([
    "when a zendesk ticket comes in post it in #help on slack and make a trello card",
    "get the weather in Bergen",
  ])("draws fewer tokens for the same answer: %s", async (said) => {
    const request = prepareRequest(said);
    const prompt = compact.outlinePrompt(request, candidates, aliases);
    const grammar = compact.outlineGrammar(request, aliases)!;
    const jumped = await complete(model, { prompt, grammar });
    const drawn = await complete(model, { prompt, gbnf: toGbnf(grammar) });
    expect(jumped.text).toBe(drawn.text);
    expect(jumped.usage.answerTokens).toBe(drawn.usage.answerTokens);
    expect(jumped.usage.forcedTokens).toBeGreaterThan(0);
    expect(drawn.usage.forcedTokens).toBe(0);
  });
});
