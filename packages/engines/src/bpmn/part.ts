import type { Diagram, Routing } from "./diagram.js";
import type { Element } from "./xml.js";

/** A way out of a part. Several exits meet at a gateway. */
export interface Exit extends Routing {
  from: string;
  name?: string;
  condition?: string;
  otherwise?: boolean;
}

/** A part of the process with its size in the diagram: `up` above and `down` below its middle line, in pixels. */
export interface Part {
  /** The element that flows lead to; undefined for an empty part. */
  entry?: string;
  exits: readonly Exit[];
  width: number;
  up: number;
  down: number;
  place(x: number, y: number): void;
}

export const GAP = 50;
const SIZES = {
  task: { width: 120, height: 80 },
  gateway: { width: 50, height: 50 },
  event: { width: 36, height: 36 },
};
const LABEL_ROOM = 36;

/** The elements of a process or a sub-process. */
export type Container = Element[];

/** A single shape. */
export function shapePart(id: string, kind: keyof typeof SIZES, diagram: Diagram): Part {
  const { width, height } = SIZES[kind];
  return {
    entry: id,
    exits: [{ from: id }],
    width,
    up: height / 2 + (kind === "task" ? 0 : LABEL_ROOM),
    down: height / 2,
    place: (x, y) =>
      diagram.shape(id, { x, y: y - height / 2, width, height }, { labelled: kind !== "task" }),
  };
}

/** Parts below each other, each in its own row; the first one stays on the middle line. */
export function stackRows(parts: readonly Part[]): { down: number; place(x: number, y: number): void } {
  const offsets: number[] = [];
  let down = parts[0]?.down ?? 0;
  for (const [i, part] of parts.entries()) {
    offsets.push(i === 0 ? 0 : down + GAP + part.up);
    down = i === 0 ? part.down : offsets[i]! + part.down;
  }
  return {
    down,
    place: (x, y) => {
      for (const [i, part] of parts.entries()) part.place(x, y + offsets[i]!);
    },
  };
}

/** Space for a branch without steps. `level` is the height at which its edge runs, known once it is placed. */
export function emptyLane(): Part & { level(): number } {
  let height = 0;
  return {
    exits: [],
    width: 20,
    up: 15,
    down: 15,
    level: () => height,
    place: (_, y) => {
      height = y;
    },
  };
}
