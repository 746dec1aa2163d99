import { createHash } from "node:crypto";
import { coreCatalog } from "@flowright/workflow/node";
import type { WrittenPair } from "../written/index.js";
import type { DatasetSettings } from "./generate-dataset.js";
import type { Tally } from "./tally.js";

/** One of the two files of a data set. */
export interface WrittenFile {
  tally: Tally;
  /** Of its bytes. */
  sha256: string;
}

interface CardFacts {
  settings: DatasetSettings;
  /** Requests asked for in `valid.jsonl`. */
  validCount: number;
  inputsPerRequest: number;
  train: WrittenFile;
  valid: WrittenFile;
}

/** `CARD.md`: what the two files hold, counted as they were written, and the options that they were made with. */
export function dataCard({ settings, validCount, inputsPerRequest, train, valid }: CardFacts): string {
  const { catalog = coreCatalog(), written, form = {} } = settings;
  const files = [train, valid];
  const row = (label: string, cell: (file: WrittenFile) => string | number) =>
    `| ${label} | ${files.map(cell).join(" | ")} |`;
  const part = (label: string, count: (tally: Tally) => number) =>
    row(label, ({ tally }) => `${count(tally)} (${percent(count(tally), tally.requests)})`);
  const twoPass = form.passes !== "singlePass";
  return `# Training data

Made by \`flowright dataset\` with seed ${settings.seed}. No request was taken from anybody's use of a product.

| | train.jsonl | valid.jsonl |
|---|---|---|
${[
  row("requests", ({ tally }) => tally.requests),
  part(`- made up over the catalogue \`${catalog.name}\``, ({ sources }) => sources.catalog),
  part("- made up over invented catalogues", ({ sources }) => sources.invented),
  part("- variations of pairs written by hand", ({ sources }) => sources.written),
  part("- made up over connectors: create, find, update, delete", ({ sources }) => sources.crud),
  part("requests with a step that the candidates do not hold", ({ withheld }) => withheld),
  row("invented catalogues that they are about", ({ tally }) => tally.invented.size),
  row("examples", ({ tally }) => tally.examples),
  ...(twoPass
    ? [
        row("- of stage 1: the outline", ({ tally }) => tally.stages.outline),
        row("- of stage 2: inputs, conditions and lists", ({ tally }) => tally.stages.inputs),
      ]
    : [row("- of one stage: the whole workflow", ({ tally }) => tally.stages.whole)]),
  row("SHA-256", ({ sha256 }) => sha256),
].join("\n")}

| option | value |
|---|---|
${[
  ["seed", settings.seed],
  ["requests asked for in train.jsonl", settings.count],
  ["requests asked for in valid.jsonl", validCount],
  ["share of variations of written pairs", settings.writtenShare],
  ["share of CRUD requests in the rest", settings.crudShare],
  ["share of invented catalogues in what is left", settings.invented],
  ["invented catalogues to draw from", settings.catalogs],
  ["stages", twoPass ? 2 : 1],
  ["annotations in the answers", form.annotations === false ? "no" : "yes"],
  ["examples of stage 2 a request, at most", twoPass ? inputsPerRequest : "none"],
  ["written pairs", written.length],
  ["SHA-256 of the written pairs", written.length ? hashOfPairs(written) : "none"],
]
  .map((cells) => `| ${cells.join(" | ")} |`)
  .join("\n")}

There are fewer requests than were asked for: four in five of those over 450 characters and two in five of the others
over 250 are left out, and so are those whose answer the request does not hold after a slip of the keyboard.

A request that is made up over a catalogue is put together from the catalogue's phrases, conditions on earlier outputs
and flow logic nested up to three deep, and then restyled: order, connectives, politeness, case, lists, typos. A CRUD
request asks an integration platform for what to create, find, update and delete in which product. A variation of a
written pair has other names, values, products, words or order, parts of other pairs, or another catalogue. Where the
candidates do not hold a step that is asked for, the answer is a placeholder.${
    written.length
      ? "\n\nThe requests of valid.jsonl are drawn with another seed, from the same written pairs: variations of one pair can be in\nboth files."
      : ""
  }

Known limits: English only; made-up sentences follow the generator's grammar and are often odder than real ones; facts
about the world play no part.
`;
}

const percent = (count: number, all: number): string => `${all ? Math.round((100 * count) / all) : 0}%`;

/** The hash of the requests and workflows of the pairs, in their order. */
function hashOfPairs(pairs: readonly WrittenPair[]): string {
  const hash = createHash("sha256");
  for (const { request, workflow } of pairs) hash.update(`${JSON.stringify([request, workflow])}\n`);
  return hash.digest("hex");
}
