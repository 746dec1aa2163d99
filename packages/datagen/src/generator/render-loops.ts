import { isRef, type Step } from "@flowright/workflow";
import { lexicon } from "../lexicon/index.js";
import { type BlockContext, renderInner } from "./block-context.js";
import { pickLoopList } from "./loop-list.js";
import { renderCondition } from "./render-condition.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** "for each of them, call the owner" */
export function renderForEach(builder: RequestBuilder, context: BlockContext): Fragment | undefined {
  const { rng } = builder;
  const { overThen, eachThen } = lexicon.clauses.loops;
  const before = [...builder.entities];
  const over = pickLoopList(builder);
  if (!over) return undefined;
  const withList = [...builder.entities];
  const id = builder.nextId();
  const as = builder.loopVariable(over.list);
  const list = builder.entities.find(({ root }) => isRef(over.list) && root === over.list.ref);
  if (list?.schema.items)
    builder.introduce({ root: as, noun: over.noun, schema: list.schema.items, app: list.app });
  const sentences = context.sentences && context.depth === 0;
  const must = sentences && rng.chance(0.35) ? "cases" : undefined;
  const body = context.renderBlock(
    builder,
    { ...context, depth: context.depth + 1, loop: true, sentences },
    rng.chance(0.5) ? 1 : 3,
    must,
  );
  builder.entities = over.before.length ? withList : before;
  const { lead, words, rest } = over;
  const { text, annotation } = builder.annotate(words.replace(/ and$/, ""));
  const joint = words.endsWith(" and") ? " and " : rng.pick(rest ? overThen : eachThen);
  const steps: Step[] = [...over.before, { id, forEach: over.list, as, annotation, do: body.steps }];
  const movable = !lead && !rest && body.steps.length === 1 && !body.open;
  if (movable && rng.chance(0.15) && /^for (each|every)/.test(words))
    return { text: `${body.text} ${text}`, steps, open: true };
  return { text: `${lead}${text}${rest}${joint}${body.text}`, steps, open: true };
}

/** "while it is open, …", "repeat until it is closed: …" */
export function renderRepeat(
  builder: RequestBuilder,
  kind: "while" | "until",
  context: BlockContext,
): Fragment {
  const { rng } = builder;
  const words = lexicon.clauses.loops;
  const id = builder.nextId();
  const { text: tested, condition } = renderCondition(builder);
  const { text: when, annotation } = builder.annotate(tested);
  const body = renderInner(builder, context, 1);
  if (kind === "while") {
    const first = rng.chance(0.7) || body.open;
    return {
      text: first
        ? `${rng.pick(words.while)} ${when}${rng.pick(words.whileThen)}${body.text}`
        : `${body.text} ${rng.pick(words.whileAfter)} ${when}`,
      steps: [{ id, while: condition, annotation, do: body.steps }],
      open: true,
    };
  }
  const last = rng.chance(0.6) && !body.open;
  return {
    text: last
      ? `${body.text} ${rng.pick(words.untilAfter)} ${when}`
      : `${rng.pick(words.until)} ${when}${rng.pick(words.untilThen)}${body.text}`,
    steps: [{ id, until: condition, annotation, do: body.steps }],
    open: true,
  };
}
