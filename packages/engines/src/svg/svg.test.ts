import type { Step, Workflow } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { svg } from "./index.js";
import { widthOf, wrap } from "./text.js";

const catalog = coreCatalog();
const pictureOf = (workflow: Workflow) => svg.export(workflow, catalog).files[0]!.text;

/** Advance widths of DejaVu Sans Bold from space to `~`, in thousandths of an em. */
const BOLD_WIDTHS = [
  348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696,
  696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372,
  372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838,
  500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595,
  478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
];

interface Node {
  [name: string]: unknown;
}
const parser = new XMLParser({
  ignoreAttributes: false,
  trimValues: false,
  alwaysCreateTextNode: true,
  isArray: (name) => ["g", "text", "tspan", "rect"].includes(name),
});
const list = (value: unknown): Node[] => (Array.isArray(value) ? value : []);
/** The boxes of a picture with the lines of text in them. */
function boxesOf(picture: string) {
  const root = parser.parse(picture).svg as Node;
  return list(root.g).map((group) => {
    const [box] = list(group.rect);
    return {
      right: Number(box!["@_x"]) + Number(box!["@_width"]),
      bottom: Number(box!["@_y"]) + Number(box!["@_height"]),
      width: Number(root["@_width"]),
      lines: list(group.text).map((line) => ({
        x: Number(line["@_x"]),
        y: Number(line["@_y"]),
        size: line["@_class"] === "small" ? 12.5 : 14,
        spans: list(line.tspan).map((span) => String(span["#text"])),
        plain: String(line["#text"] ?? ""),
      })),
    };
  });
}
const words = (text: string) => text.replace(/\s+/g, "");
const postStep = (text: string): Step => ({
  id: "s1",
  use: "slack.message.post",
  annotation: text,
  inputs: { channel: text },
});

describe("text widths", () => {
  it("are upper bounds of the widest common font", () => {
    for (const [i, width] of BOLD_WIDTHS.entries()) {
      const char = String.fromCharCode(32 + i);
      expect(widthOf(char, 1000, true), char).toBeGreaterThanOrEqual(width);
    }
  });
  it("lines keep to the width, and no character is lost", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 80 }), { maxLength: 4 }),
        fc.integer({ min: 120, max: 700 }),
        (texts, width) => {
          const lines = wrap(
            texts.map((text) => ({ text })),
            width,
            14,
          );
          for (const line of lines)
            expect(widthOf(line.map(({ text }) => text).join(" "), 14)).toBeLessThanOrEqual(width);
          expect(words(lines.flatMap((line) => line.map(({ text }) => text)).join(""))).toBe(
            words(texts.join("")),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("the picture", () => {
  const LONG = [
    "a request that goes on and on ".repeat(20).trim(),
    `https://example.com/${"MW@%".repeat(100)}`,
    "日本語のとても長いテキスト".repeat(20),
  ];
  it.each(LONG)("cuts off nothing: %#", (text) => {
    const [, box] = boxesOf(pictureOf({ version: 1, name: "long", steps: [postStep(text)] }));
    const shown = box!.lines.map(({ spans, plain }) => words(`${spans.join("")}${plain}`)).join("");
    expect(shown).toContain(words(`“${text}”`));
    expect(shown.split(words(text))).toHaveLength(3);
    expect(shown).not.toContain("…");
    for (const { x, y, size, spans, plain } of box!.lines) {
      expect(x + widthOf(spans.join("") + plain, size)).toBeLessThanOrEqual(box!.right);
      expect(y).toBeLessThan(box!.bottom);
    }
  });
  it("becomes wider for deep nesting", () => {
    let step = postStep("post it");
    for (let depth = 0; depth < 40; depth++)
      step = { id: `w${depth}`, while: { says: "it lasts" }, do: [step] };
    const boxes = boxesOf(pictureOf({ version: 1, name: "deep", steps: [step] }));
    expect(boxes).toHaveLength(42);
    for (const { lines, right, width } of boxes) {
      expect(right).toBeLessThan(width);
      for (const { x, size, spans, plain } of lines)
        expect(x + widthOf(spans.join("") + plain, size)).toBeLessThanOrEqual(right);
    }
  });
  it("shows ids, inputs, what is missing and the words of each step", () => {
    const picture = pictureOf({
      version: 1,
      name: "missing",
      trigger: { use: "jira.issue.created", annotation: "a bug comes in", inputs: { project: "WEB" } },
      missing: [{ step: "s1", input: "text" }],
      steps: [postStep("#ops")],
    });
    expect(boxesOf(picture).map(({ lines }) => lines.map(({ spans, plain }) => [...spans, plain]))).toEqual([
      [
        ["Jira: Issue created ", "jira.issue.created", ""],
        ["project: ", "“WEB”"],
        ["“a bug comes in”", ""],
      ],
      [
        ["s1 ", "Slack: Post message ", "slack.message.post", ""],
        ["channel: ", "“#ops”"],
        ["text: ", "not specified", ""],
        ["“#ops”", ""],
      ],
    ]);
  });
  it("is XML whatever the text", () => {
    for (const text of ["\ud800 lone", "a\u0000b\ufffec", "]]> & <b>"]) {
      const picture = pictureOf({ version: 1, name: text, steps: [postStep(text)] });
      expect(XMLValidator.validate(picture)).toBe(true);
      expect(picture).not.toMatch(/\p{Cs}/u);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 does not allow
      expect(picture).not.toMatch(/[\u0000-\u0008\ufffe\uffff]|<b>/);
    }
  });
});
