import { z } from "zod";

/** Words or templates with slots in braces. Their order counts: the generator draws by index. */
export const list = z.array(z.string()).min(1).readonly();
export const lists = z.record(z.string(), list).readonly();
export const text = z.string().min(1);

export const crudVerb = z.enum(["create", "find", "update", "delete"]);
export type CrudVerb = z.infer<typeof crudVerb>;

/** A list for each key. */
export const fields = <K extends string>(...keys: K[]) =>
  Object.fromEntries(keys.map((key) => [key, list])) as Record<K, typeof list>;
export const shape = <K extends string>(...keys: K[]) => z.strictObject(fields(...keys));

/** `/source/flags`, as in JavaScript. */
export const regExp = z.string().transform((source, context) => {
  const [, body, flags] = /^\/(.+)\/([a-z]*)$/s.exec(source) ?? [];
  try {
    if (body !== undefined) return new RegExp(body, flags);
  } catch {}
  context.addIssue({ code: "custom", message: `no regular expression: ${source}` });
  return z.NEVER;
});

/** One group of phrases a line, parted by "|". */
export const groups = z.string().transform((lines) =>
  lines
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((phrase) => phrase.trim())),
);
