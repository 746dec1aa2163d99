import { describe, expect, it } from "vitest";
import { jsonLines } from "./json-lines.js";

const read = (text: string) => [
  ...jsonLines(text, { name: "x.jsonl", code: "GOLD_INVALID" }, (value) => value),
];

describe("JSON lines", () => {
  it("leave out a byte order mark, empty lines and carriage returns", () => {
    expect(read('\uFEFF{"a": 1}\r\n\r\n{"b": 2}\r\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });
  it("name the line that cannot be read", () => {
    expect(() => read('\uFEFF{"a": 1}\n{"b"')).toThrow(
      expect.objectContaining({ code: "GOLD_INVALID", data: { line: 2 } }),
    );
  });
});
