import type { Grammar, Node } from "./tree.js";

/** What is still to come: a node, then the rest. `undefined`: the end. */
type Rest = { node: Node; then: Rest } | undefined;

/** A place in the grammar at which a character is read: inside of a text, or at a set of characters. */
interface Place {
  node: Extract<Node, { kind: "text" | "chars" }>;
  at: number;
  then: Rest;
}

/** Longer runs of forced text are not looked for. */
const LONGEST = 200;

/**
 * Follows an answer through its grammar and tells what must come next whatever is chosen, so that it need not be asked
 * for token by token ("jump-forward decoding"). Only for grammars of texts, characters, sequences, choices, repetitions
 * and rules; in others nothing is ever forced.
 */
export class Follower {
  #places: readonly Place[] = [];
  #ends = false;
  #lost = false;
  readonly #sets = new Map<string, RegExp>();

  constructor(private readonly grammar: Grammar) {
    this.#open([{ node: { kind: "rule", name: grammar.root }, then: undefined }]);
  }

  /** The next piece of the answer. */
  push(text: string): void {
    for (const char of text) {
      if (this.#lost) return;
      const after = this.#places.filter((place) => this.#reads(place, char));
      this.#open(after.map((place) => step(place, char)));
      if (!after.length) this.#lost = true;
    }
  }

  /** The text that alone can come next: "" where there is a choice, where the answer may end, or where it left the grammar. */
  forced(): string {
    const before = { places: this.#places, ends: this.#ends };
    let text = "";
    while (!this.#lost && !this.#ends && text.length < LONGEST) {
      const [first, ...others] = this.#places.map(nextOf);
      if (first === undefined || others.some((char) => char !== first)) break;
      text += first;
      this.push(first);
    }
    this.#places = before.places;
    this.#ends = before.ends;
    return text;
  }

  #reads(place: Place, char: string): boolean {
    if (place.node.kind === "text") return nextOf(place) === char;
    const { set } = place.node;
    const known = this.#sets.get(set) ?? new RegExp(`^[${set}]$`, "u");
    this.#sets.set(set, known);
    return known.test(char);
  }

  /** All places that can be reached from these without reading anything. */
  #open(starts: readonly (Rest | Place)[]): void {
    const places: Place[] = [];
    this.#ends = false;
    const todo = [...starts];
    while (todo.length) {
      const one = todo.pop();
      if (one === undefined) this.#ends = true;
      else if ("at" in one) places.push(one);
      else this.#unfold(one.node, one.then, todo, places);
    }
    this.#places = places;
  }

  #unfold(node: Node, then: Rest, todo: (Rest | Place)[], places: Place[]): void {
    switch (node.kind) {
      case "text":
        if (node.text) places.push({ node, at: 0, then });
        else todo.push(then);
        return;
      case "chars":
        places.push({ node, at: 0, then });
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
        if (known) todo.push({ node: known, then });
        else this.#lost = true;
        return;
      }
      default:
        this.#lost = true;
    }
  }
}

/** The one character that a text goes on with; undefined at a set of characters. */
const nextOf = ({ node, at }: Place): string | undefined =>
  node.kind === "text" ? String.fromCodePoint(node.text.codePointAt(at)!) : undefined;

function step({ node, at, then }: Place, char: string): Rest | Place {
  const next = at + char.length;
  return node.kind === "text" && next < node.text.length ? { node, at: next, then } : then;
}
