import type { Grammar, Node } from "./tree.js";

/** What is still to come: a node, then the rest. `undefined`: the end. */
type Rest = { node: Node; then: Rest } | undefined;

/** Where an answer may have come to: inside of a text, before a set of characters, or in a node that is not followed. */
interface Place {
  node: Node;
  at: number;
  then: Rest;
}

interface State {
  places: Place[];
  /** The answer may end here. */
  ends: boolean;
}

/** Longer runs of forced text are not looked for. */
const MAX_FORCED_CHARS = 200;

/**
 * Follows an answer through its grammar and tells what must come next whatever is chosen, so that it need not be asked
 * for token by token ("jump-forward decoding"). Texts, characters, sequences, choices, repetitions and rules are
 * followed; where another node may have begun nothing is ever forced again.
 */
export class GrammarCursor {
  #state: State;

  constructor(private readonly grammar: Grammar) {
    this.#state = this.#open([{ node: { kind: "rule", name: grammar.root }, then: undefined }]);
  }

  /** The next piece of the answer. */
  push(text: string): void {
    for (const char of text) this.#state = this.#after(this.#state, char);
  }

  /** The text that alone can come next: "" where there is a choice, where the answer may end, or where it left the grammar. */
  forcedText(): string {
    let text = "";
    for (let state = this.#state; !state.ends && text.length < MAX_FORCED_CHARS; ) {
      const [first, ...others] = state.places.map(nextOf);
      if (first === undefined || others.some((char) => char !== first)) break;
      text += first;
      state = this.#after(state, first);
    }
    return text;
  }

  #after({ places }: State, char: string): State {
    return this.#open(places.filter((place) => reads(place, char)).map((place) => step(place, char)));
  }

  /** All places that can be reached from these without reading anything. */
  #open(todo: (Rest | Place)[]): State {
    const state: State = { places: [], ends: false };
    while (todo.length) {
      const one = todo.pop();
      if (one === undefined) state.ends = true;
      else if ("at" in one) state.places.push(one);
      else this.#unfold(one.node, one.then, todo);
    }
    return state;
  }

  #unfold(node: Node, then: Rest, todo: (Rest | Place)[]): void {
    switch (node.kind) {
      case "text":
        todo.push(node.text ? { node, at: 0, then } : then);
        return;
      case "seq":
        todo.push(node.parts.reduceRight<Rest>((rest, part) => ({ node: part, then: rest }), then));
        return;
      case "choice":
        for (const option of node.options) todo.push({ node: option, then });
        return;
      case "many": {
        const { item, min, max } = node;
        if (min === 0) todo.push(then);
        if (max === 0) return;
        const more: Node = {
          ...node,
          min: Math.max(0, min - 1),
          ...(max === undefined ? {} : { max: max - 1 }),
        };
        todo.push({ node: item, then: { node: more, then } });
        return;
      }
      case "rule": {
        const known = this.grammar.rules.get(node.name);
        todo.push(known ? { node: known, then } : { node, at: 0, then });
        return;
      }
      default:
        todo.push({ node, at: 0, then });
    }
  }
}

/** The one character that a text goes on with; undefined for every other place. */
const nextOf = ({ node, at }: Place): string | undefined =>
  node.kind === "text" ? String.fromCodePoint(node.text.codePointAt(at)!) : undefined;

/** A node that is not followed may read anything. */
function reads(place: Place, char: string): boolean {
  const { node } = place;
  return node.kind === "chars"
    ? new RegExp(`^[${node.set}]$`, "u").test(char)
    : node.kind !== "text" || nextOf(place) === char;
}

function step(place: Place, char: string): Rest | Place {
  const { node, at, then } = place;
  if (node.kind === "chars") return then;
  if (node.kind !== "text") return place;
  const next = at + char.length;
  return next < node.text.length ? { node, at: next, then } : then;
}
