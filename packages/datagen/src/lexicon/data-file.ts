import { readFileSync } from "node:fs";
import { FlowrightError } from "@flowright/workflow/core";
import { isNode, LineCounter, parseDocument } from "yaml";
import type { ZodType } from "zod";

const FOLDER = new URL("../../data/", import.meta.url);

/**
 * Parses a data file, checks it and freezes it, so that no draw can change what the next one sees.
 * @throws {FlowrightError} DATA_INVALID naming the file, the line and the key where it is broken.
 */
export function parseData<T>(text: string, name: string, schema: ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw broken(name, lines.linePos(error.pos[0]).line, error.message.split("\n")[0] ?? "");
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return freeze(checked.data);
  const { path, message } = checked.error.issues[0]!;
  // a key that is missing has no place of its own: its parent has
  let depth = path.length;
  let node: unknown;
  do node = document.getIn(path.slice(0, depth), true);
  while (!isNode(node) && depth-- > 0);
  const offset = isNode(node) ? node.range?.[0] : undefined;
  throw broken(name, lines.linePos(offset ?? 0).line, `${path.join(".")}: ${message}`);
}

const broken = (name: string, line: number, what: string) =>
  new FlowrightError("DATA_INVALID", `data/${name}, line ${line}: ${what}`);

/** A file of the `data` folder of this package, read when it is asked for, and once. */
export function dataFile<T>(name: string, schema: ZodType<T>): () => T {
  return once(() => {
    let text: string;
    try {
      text = readFileSync(new URL(name, FOLDER), "utf8");
    } catch (cause) {
      throw new FlowrightError("FILE_UNREADABLE", `cannot read data/${name} of @flowright/datagen`, {
        cause,
      });
    }
    return parseData(text, name, schema);
  });
}

/** Makes a value when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function freeze<T>(value: T): T {
  // a frozen expression with the flag "g" could not be used: its position changes
  if (typeof value !== "object" || value === null || value instanceof RegExp) return value;
  for (const part of value instanceof Map ? value.values() : Object.values(value)) freeze(part);
  return Object.freeze(value);
}
