import type { Visible } from "../visible.js";
import { plain, TOKENS as T } from "./tokens.js";

/** An output in scope as the prompts of the compact codec spell it. */
export const spellVisible = ({ label, schema, fields }: Visible): string =>
  schema.type === "array"
    ? T.list + plain(label)
    : T.output + plain(label) + fields.map((field) => T.field + plain(field.words)).join("");
