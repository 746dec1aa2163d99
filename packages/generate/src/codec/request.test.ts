import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coerce, completeOriginal, findSpan, prepareRequest, spanOriginal, spanText } from "./index.js";

describe("prepareRequest", () => {
  it("covers the whole text with segments and finds its way back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const request = prepareRequest(text);
        expect(request.segments.map((segment) => segment.text).join("")).toBe(request.text);
        expect(request.originalSlice(0, request.text.length)).toBe(
          request.text === "" ? "" : text.replace(/^[\s\p{Cc}\u2028\u2029]+|[\s\p{Cc}\u2028\u2029]+$/gu, ""),
        );
      }),
    );
  });

  it.each([
    ['add a row to "Leads", please', "Leads"],
    ["mail sales@acme.test.", "sales@acme.test"],
    ["see https://a.test/x?y=1, then", "https://a.test/x?y=1"],
    ["at 9:30 post to #ops!", "9:30"],
    ["a high-priority incident", "high"],
    ["the incident's priority", "incident"],
    ["if they haven't replied", "they haven't"],
    ["if they HAVEN’T replied", "they HAVEN’T"],
    ["meet at McDonald's at 9", "at McDonald's"],
  ])("in %s the span %s can be copied", (text, words) => {
    const request = prepareRequest(text);
    const span = findSpan(request, words)!;
    expect(spanText(request, span).trim()).toBe(words);
    expect(spanOriginal(request, span)).toBe(words);
  });
});

describe("a span that cuts quotation marks or brackets in two", () => {
  it.each([
    ['email Bo "see you there".', "email Bo see you there", 'email Bo "see you there"'],
    ['email Bo "see you there!" at 9', "email Bo see you there", 'email Bo "see you there!"'],
    ["ask Bo (the boss) about it", "ask Bo the boss", "ask Bo (the boss)"],
    ["add “call Bo (urgent)” to it", "add call Bo urgent", "add “call Bo (urgent)”"],
    ['"Weekly report" goes to #ops', "Weekly report goes to #ops", '"Weekly report" goes to #ops'],
    ["tag it 'to do' for Bo's team", "tag it to do", "tag it 'to do'"],
    ['send "a" and "b"', "send a", 'send "a"'],
    ['send "a" and "b"', "a", "a"],
    ['a 5" screen for "Bo"', "a 5 screen for Bo", 'a 5" screen for "Bo"'],
    ["if (it is late, call me", "if it is late", "if (it is late"],
    ["it's Bo's turn", "it Bo", "it's Bo"],
  ])("in %s the words %s are annotated as %s", (text, words, whole) => {
    const request = prepareRequest(text);
    const wanted = words.split(" ");
    const begins = request.segments.findIndex((segment) => segment.text.trim() === wanted[0]);
    const ends = request.segments.findLastIndex(({ text }) => text.trim() === wanted.at(-1));
    const [first, last] = [request.segments[begins]!, request.segments[ends]!];
    expect(completeOriginal(request, first.start, last.end)).toBe(whole);
    const span = findSpan(request, whole)!;
    expect(span).toEqual({ first: begins, last: ends });
  });
});

describe("coerce", () => {
  it.each([
    [{ type: "number" }, "$1,200.50", 1200.5],
    [{ type: "number" }, "5k", 5000],
    [{ type: "integer" }, "two", 2],
    [{ type: "integer" }, "2.5", undefined],
    [{ type: "integer" }, "15th", 15],
    [{ type: "string", format: "time" }, "9", "09:00"],
    [{ type: "string", format: "time" }, "12am", "00:00"],
    [{ type: "string", format: "time" }, "3:15 pm", "15:15"],
    [{ type: "string", format: "time" }, "25:00", undefined],
    [{ type: "string", format: "duration" }, "half an hour", "PT30M"],
    [{ type: "string", format: "duration" }, "a day", "P1D"],
    [{ type: "string", format: "duration" }, "10 minutes", "PT10M"],
    [{ type: "string", format: "duration" }, "soon", undefined],
    [{ type: "string", enum: ["in_progress", "done"] }, "In progress", "in_progress"],
    [{ type: "object" }, "x", undefined],
    [{ type: "string", format: "date" }, "tomorrow", "tomorrow"],
  ] as const)("%j from %s is %s", (schema, text, value) => {
    expect(coerce(schema, text)).toBe(value);
  });
});
