import { lexicon } from "../lexicon/index.js";
import { type BlockContext, MAX_DEPTH, renderInner } from "./block-context.js";
import { renderAction } from "./render-action.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** "at the same time post it and email Anna" */
export function renderParallel(builder: RequestBuilder, { depth }: BlockContext): Fragment | undefined {
  const { rng } = builder;
  const { phrases, then } = lexicon.clauses.parallel;
  const id = builder.nextId();
  const branches: Fragment[] = [];
  const before = rng.chance(0.7);
  const { text: together, annotation } = builder.annotate(rng.pick(phrases));
  for (let i = rng.int(2, 3); i > 0; i--) {
    const branch = builder.inScope(() => renderAction(builder));
    if (branch && branch.steps.length === 1) branches.push(branch);
  }
  if (branches.length < 2 || depth >= MAX_DEPTH) return undefined;
  const texts = branches.map((branch) => branch.text);
  const text = `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
  return {
    text: before ? `${together}${rng.pick(then)}${text}` : `${text} ${together}`,
    steps: [{ id, parallel: branches.map((branch) => branch.steps), annotation }],
    open: true,
  };
}

/** "try to call Anna, if that fails text her" */
export function renderTry(builder: RequestBuilder, context: BlockContext): Fragment | undefined {
  const { rng } = builder;
  const { attempt, phrases, joints, then } = lexicon.clauses.errors;
  const id = builder.nextId();
  const known = [...builder.entities];
  const body = builder.inScope(() => renderAction(builder));
  if (!body) return undefined;
  const { text: failed, annotation } = builder.annotate(rng.pick(phrases));
  builder.entities = known;
  const rescue = renderInner(builder, context, 1);
  const lead = rng.chance(0.35) ? attempt : "";
  return {
    text: `${lead}${body.text}${rng.pick(joints)}${failed}${rng.pick(then)}${rescue.text}`,
    steps: [{ id, try: body.steps, catch: rescue.steps, annotation }],
    open: true,
  };
}
