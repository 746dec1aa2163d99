import type { Fragment, RequestBuilder } from "./request-builder.js";

/** Deepest nesting of branches and loops. */
export const MAX_DEPTH = 3;

export type PartKind =
  | "action"
  | "approval"
  | "shared"
  | "if"
  | "cases"
  | "forEach"
  | "while"
  | "until"
  | "parallel"
  | "try"
  | "wait"
  | "stop"
  | "call";

/** Where a block stands, and how blocks inside of it are rendered. */
export interface BlockContext {
  depth: number;
  /** Inside a loop. */
  loop: boolean;
  /** Whole sentences may be used: nothing that encloses this block has to be closed in the same sentence. */
  sentences: boolean;
  /** Renders a block of one to `maxParts` parts, with one of the kind `must` among them. */
  renderBlock: (
    builder: RequestBuilder,
    context: BlockContext,
    maxParts: number,
    must?: PartKind,
  ) => Fragment;
}

/** Renders a block whose entities are in scope in it alone, within the sentence of what encloses it. */
export const renderInner = (builder: RequestBuilder, context: BlockContext, maxParts: number): Fragment =>
  builder.inScope(() =>
    context.renderBlock(builder, { ...context, depth: context.depth + 1, sentences: false }, maxParts),
  );
