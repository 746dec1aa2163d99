import type { Step } from "@flowright/workflow";
import type { Level, ProcessContext } from "./context.js";
import { type Container, type Exit, emptyLane, GAP, type Part, stackRows } from "./part.js";

/** Parallel gateways around the branches. There is no joining gateway where every branch stops before it. */
export function buildParallel(
  context: ProcessContext,
  step: Extract<Step, { parallel: unknown }>,
  level: Level,
): Part {
  const { container } = level;
  const split = context.gateway(container, "parallel", step.annotation);
  const branches = step.parallel.map((branch) => context.block(branch, level));
  const open = branches.some(({ entry, exits }) => entry === undefined || exits.length > 0);
  const join = open ? context.gateway(container, "parallel") : undefined;
  const lanes: Part[] = branches.map((branch, i) => {
    const from: Exit = { from: split, ...(i > 0 ? { drop: true } : {}) };
    if (branch.entry === undefined) {
      const lane = emptyLane();
      context.flow(container, { from: split, drop: true, level: lane.level }, join!);
      return lane;
    }
    context.flow(container, from, branch.entry);
    // a join waits for each of its incoming flows, so the exits of one branch are merged before it
    const merged = branch.exits.length > 1 ? mergeExits(context, branch, container) : branch;
    for (const exit of merged.exits) context.flow(container, exit, join!);
    return merged;
  });
  const head = context.shape(split, "gateway");
  const tail = join === undefined ? undefined : context.shape(join, "gateway");
  const stack = stackRows(lanes);
  const width = Math.max(0, ...lanes.map((lane) => lane.width));
  return {
    entry: split,
    exits: join === undefined ? [] : [{ from: join }],
    width: head.width + GAP + width + (tail ? GAP + tail.width : 0),
    up: Math.max(head.up, lanes[0]?.up ?? 0),
    down: Math.max(head.down, stack.down),
    place: (x, y) => {
      head.place(x, y);
      stack.place(x + head.width + GAP, y);
      tail?.place(x + head.width + 2 * GAP + width, y);
    },
  };
}

function mergeExits(context: ProcessContext, part: Part, container: Container): Part {
  const id = context.gateway(container, "exclusive");
  return context.sequence([part, context.shape(id, "gateway")], container);
}
