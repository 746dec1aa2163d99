import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonObjectsIn } from "./json-objects.js";

const first = (text: string) => jsonObjectsIn(text).next().value;
const answer = { steps: [{ id: "s1", text: "a ```b``` {c}" }] };
const json = JSON.stringify(answer);

describe("JSON objects in a text", () => {
  it.each([
    ["bare", json],
    ["pretty-printed", JSON.stringify(answer, null, 2)],
    ["behind a byte order mark", `\uFEFF${json}`],
    ["in a fence", `\`\`\`json\n${json}\n\`\`\``],
    ["in a fence without a language", `\`\`\`\n${json}\n\`\`\``],
    ["in a fence with the language in capitals", `\`\`\`JSON\n${json}\n\`\`\``],
    ["in a fence of tildes", `~~~json\n${json}\n~~~`],
    ["in a longer fence", `\`\`\`\`\n${json}\n\`\`\`\``],
    ["in a fence that is indented", `  \`\`\`json\n  ${json}\n  \`\`\``],
    ["in a fence with Windows line ends", `Here:\r\n\`\`\`json\r\n${json}\r\n\`\`\`\r\nDone.\r\n`],
    ["in a fence between words", `Here it is:\n\`\`\`json\n${json}\n\`\`\`\nDone.`],
    ["in a fence that is never closed", `\`\`\`json\n${json}\n`],
    ["in the second of two fences", `\`\`\`sh\nnpm i\n\`\`\`\n\`\`\`json\n${json}\n\`\`\``],
    ["between words", `Here it is:\n${json}\nDone.`],
    ["after thoughts", `<think>use \`\`\`x\`\`\`, {a: 1} or { not</think>\n${json}`],
    ["after thoughts, in a fence", `<think>use \`\`\`x\`\`\`</think>\n\`\`\`json\n${json}\n\`\`\``],
  ])("are found %s", (_, text) => {
    expect(first(text)).toEqual(answer);
  });
  it("are found in a fence on one line", () => {
    expect(first('Sure: ```json {"a": 1}```')).toEqual({ a: 1 });
  });
  it("come in the order of the text, fenced ones first", () => {
    const text = 'maybe {"a": 1}\n```json\n{"b": 2}\n```\nor\n```json\n{"c": 3}\n```';
    expect([...jsonObjectsIn(text)].slice(0, 2)).toEqual([{ b: 2 }, { c: 3 }]);
    expect([...jsonObjectsIn('{"a": 1} or {"b": {"c": 2}}')]).toEqual([{ a: 1 }, { b: { c: 2 } }]);
  });
  it.each([
    ["in other JSON", "[{}]"],
    ["in an answer that breaks off", '{"a": {"b": 1}, "c'],
    ["in words", "no { flow } at all"],
  ])("are not found %s", (_, text) => {
    expect([...jsonObjectsIn(text)]).toEqual([]);
  });
  // a search that backtracks would run into the time limit
  it("are looked for in time linear in the text", () => {
    for (const text of ["`".repeat(50_000), '{"'.repeat(50_000), "```\n".repeat(2000), "{}x".repeat(20_000)])
      expect([...jsonObjectsIn(text)].length).toBeLessThanOrEqual(20_000);
  });
  it("never throw", () => {
    fc.assert(fc.property(fc.string(), (text) => void [...jsonObjectsIn(text)]));
  });
});
