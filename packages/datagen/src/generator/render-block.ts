import { addDistractors } from "./add-distractors.js";
import { type BlockContext, MAX_DEPTH, type PartKind } from "./block-context.js";
import { joinParts } from "./join-parts.js";
import { renderAction, renderShared } from "./render-action.js";
import { renderParallel, renderTry } from "./render-attempts.js";
import { renderApproval, renderCases, renderIf } from "./render-branches.js";
import { renderForEach, renderRepeat } from "./render-loops.js";
import { renderCall, renderStop, renderWait } from "./render-simple.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** How often each kind of part is drawn. */
const WEIGHTS: Readonly<Record<PartKind, number>> = {
  action: 56,
  approval: 3,
  shared: 3,
  if: 20,
  cases: 2.5,
  forEach: 12,
  while: 0.8,
  until: 0.8,
  parallel: 2.5,
  try: 3,
  wait: 3,
  stop: 2,
  call: 1.5,
};

type PartRenderer = (builder: RequestBuilder, context: BlockContext) => Fragment | undefined;

/** Undefined where the draws led nowhere. */
const RENDERERS: Readonly<Record<PartKind, PartRenderer>> = {
  action: (builder) => addDistractors(builder, renderAction(builder)),
  shared: renderShared,
  if: renderIf,
  cases: renderCases,
  approval: renderApproval,
  forEach: renderForEach,
  while: (builder, context) => renderRepeat(builder, "while", context),
  until: (builder, context) => renderRepeat(builder, "until", context),
  parallel: renderParallel,
  try: renderTry,
  wait: renderWait,
  stop: (builder, { loop }) => renderStop(builder, loop),
  call: renderCall,
};

/** The whole of what is to be done: one to `maxParts` parts, with one of the kind `must` among them. */
export const renderBody = (builder: RequestBuilder, maxParts: number, must?: PartKind): Fragment =>
  renderBlock(builder, { depth: 0, loop: false, sentences: true, renderBlock }, maxParts, must);

function renderBlock(
  builder: RequestBuilder,
  context: BlockContext,
  maxParts: number,
  must?: PartKind,
): Fragment {
  const { rng } = builder;
  const parts: Fragment[] = [];
  const count = rng.int(1, maxParts);
  for (let i = 0; i < count || !parts.length; i++) {
    const last = i >= count - 1;
    const kind = must && i === (count > 1 ? 1 : 0) ? must : pickKind(builder, context, last);
    const own = { ...context, sentences: context.sentences && last };
    const part = RENDERERS[kind](builder, own) ?? renderAction(builder);
    if (part) parts.push(part);
    if (kind === "stop") break;
  }
  return {
    text: joinParts(builder, parts, context),
    steps: parts.flatMap((part) => part.steps),
    open: parts.some((part) => part.open),
  };
}

function pickKind(
  { rng }: RequestBuilder,
  { depth, loop, sentences }: BlockContext,
  last: boolean,
): PartKind {
  for (;;) {
    // Inside a branch people mostly ask for one plain thing; inside a loop they still decide.
    const kind = depth > 0 && rng.chance(loop ? 0.45 : 0.75) ? "action" : rng.weighted(WEIGHTS);
    if (depth >= MAX_DEPTH && !/^(action|shared|wait|stop|call)$/.test(kind)) continue;
    if (!sentences && !last && !/^(action|shared|wait|call)$/.test(kind)) continue;
    if (kind === "stop" && (!last || depth === 0)) continue;
    return kind;
  }
}
