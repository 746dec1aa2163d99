import {
  choice,
  type Grammar,
  many,
  type Node,
  optional,
  rule,
  seq,
  text,
  trie,
} from "../../grammar/index.js";
import type { PreparedRequest } from "../request.js";
import { spanRules } from "../span-rules.js";
import type { Aliases, Form } from "../types.js";
import { OUTLINE_END, plain, TOKENS as T } from "./tokens.js";

/** Steps of one block, at most: a model that writes more repeats itself. */
const MAX_STEPS = 16;

/**
 * The grammar of an outline of this request over these candidates: annotations are spans of the request, steps are the
 * candidates' aliases, every block has a step, and only a loop's body can go on to the next item.
 * Undefined when the request has no word.
 */
export function outlineGrammar(
  request: PreparedRequest,
  aliases: Aliases,
  { annotations = true, passes = "twoPass" }: Form = {},
): Grammar | undefined {
  const rules = spanRules(request);
  if (!rules.has("span")) return undefined;
  if (!annotations) rules.clear();
  const said = annotations ? rule("span") : text("");
  const alias = (kind: "trigger" | "action"): Node | undefined => {
    const all = aliases.all(kind);
    return all.length ? seq(text(T.use), trie(all.map(plain)), text(T.next)) : undefined;
  };
  const trigger = alias("trigger");
  const action = alias("action");
  rules.set(
    "start",
    choice(text(T.manual), seq(said, trigger ? choice(trigger, text(T.none)) : text(T.none))),
  );
  for (const loop of [false, true]) {
    const mine = loop ? "loop" : "plain";
    const block = rule(`${mine}-block`);
    const inLoop = rule("loop-block");
    rules.set(`${mine}-block`, many(rule(`${mine}-step`), 1, MAX_STEPS));
    const branches = many(seq(text(T.elseIf), said, text(T.then), block), 0, 6);
    const kinds: Node[] = [
      ...(action ? [action] : []),
      text(T.none),
      seq(text(T.if), block, branches, optional(seq(text(T.else), block)), text(T.end)),
      ...[T.forEach, T.while, T.until].map((token) => seq(text(token), inLoop, text(T.end))),
      seq(text(T.parallel), block, many(seq(text(T.and), block), 1, 6), text(T.end)),
      seq(text(T.try), block, text(T.catch), block, text(T.end)),
      text(T.wait),
      text(T.stop),
      text(T.call),
      ...(loop ? [text(T.skip)] : []),
    ];
    rules.set(`${mine}-kind`, choice(...kinds));
    rules.set(`${mine}-step`, seq(said, rule(`${mine}-kind`)));
  }
  return {
    root: "outline",
    rules: new Map([
      [
        "outline",
        seq(rule("start"), rule("plain-block"), ...(passes === "singlePass" ? [text(OUTLINE_END)] : [])),
      ],
      ...rules,
    ]),
  };
}
