import type { Grammar, Node } from "./tree.js";

/** What is still to come: a node, then the rest. `undefined`: the end. Equal ones are one object: see {@link Rests}. */
type Rest = { node: Node; then: Rest } | undefined;

/** Where an answer may have come to: inside of a text, before a set of characters, or in a node that is not followed. */
interface Place {
  node: Node;
  at: number;
  then: Rest;
}

/**
 * All places at once, as in a simulation of an automaton (Thompson, "Regular Expression Search Algorithm", 1968). Equal
 * places are one: where a phrase stands several times in the request, the ways in which it may be read meet again behind it.
 */
class State {
  readonly places: Place[] = [];
  /** The answer may end here. */
  ends = false;
  readonly #byNode = new Map<Node, Place[]>();

  add(place: Place): void {
    const known = this.#byNode.get(place.node) ?? [];
    if (known.some(({ at, then }) => at === place.at && then === place.then)) return;
    known.push(place);
    this.#byNode.set(place.node, known);
    this.places.push(place);
  }
}

/** Makes what is still to come, the same object for the same parts, so that equal places can be told by identity. */
class Rests {
  readonly #made = new Map<Rest, Map<Node, Rest>>();
  readonly #shorter = new Map<Node, Node>();

  of(node: Node, then: Rest): Rest {
    let made = this.#made.get(then);
    if (!made) {
      made = new Map();
      this.#made.set(then, made);
    }
    let rest = made.get(node);
    if (!rest) {
      rest = { node, then };
      made.set(node, rest);
    }
    return rest;
  }

  /** A repetition of which one item has been read. */
  shorter(node: Node & { kind: "many" }): Node {
    const { min, max } = node;
    if (min === 0 && max === undefined) return node;
    let made = this.#shorter.get(node);
    if (!made) {
      made = { ...node, min: Math.max(0, min - 1), ...(max === undefined ? {} : { max: max - 1 }) };
      this.#shorter.set(node, made);
    }
    return made;
  }
}

/** Longer runs of forced text are not looked for. */
const MAX_FORCED_CHARS = 200;

/**
 * Follows an answer through its grammar and tells what must come next whatever is chosen, so that it need not be asked
 * for token by token ("jump-forward decoding"). Texts, characters, sequences, choices, repetitions and rules are
 * followed; where another node may have begun nothing is ever forced again.
 */
export class GrammarCursor {
  readonly #rests = new Rests();
  #state: State;

  constructor(private readonly grammar: Grammar) {
    this.#state = this.#open([this.#rests.of({ kind: "rule", name: grammar.root }, undefined)]);
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

  /** How many places the answer may have come to: what following it costs. */
  get places(): number {
    return this.#state.places.length;
  }

  /** All places that can be reached from these without reading anything. */
  #open(todo: (Rest | Place)[]): State {
    const state = new State();
    const seen = new Set<Rest>();
    while (todo.length) {
      const one = todo.pop();
      if (one === undefined) state.ends = true;
      else if ("at" in one) state.add(one);
      else if (!seen.has(one)) {
        seen.add(one);
        this.#unfold(one.node, one.then, todo);
      }
    }
    return state;
  }

  #unfold(node: Node, then: Rest, todo: (Rest | Place)[]): void {
    switch (node.kind) {
      case "text":
        todo.push(node.text ? { node, at: 0, then } : then);
        return;
      case "seq":
        todo.push(node.parts.reduceRight<Rest>((rest, part) => this.#rests.of(part, rest), then));
        return;
      case "choice":
        for (const option of node.options) todo.push(this.#rests.of(option, then));
        return;
      case "many": {
        if (node.min === 0) todo.push(then);
        if (node.max === 0) return;
        todo.push(this.#rests.of(node.item, this.#rests.of(this.#rests.shorter(node), then)));
        return;
      }
      case "rule": {
        const known = this.grammar.rules.get(node.name);
        todo.push(known ? this.#rests.of(known, then) : { node, at: 0, then });
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

const patterns = new Map<string, RegExp>();

function isOneOf(set: string, char: string): boolean {
  let pattern = patterns.get(set);
  if (!pattern) {
    pattern = new RegExp(`^[${set}]$`, "u");
    patterns.set(set, pattern);
  }
  return pattern.test(char);
}

/** A node that is not followed may read anything. */
function reads(place: Place, char: string): boolean {
  const { node } = place;
  if (node.kind === "chars") return isOneOf(node.set, char);
  return node.kind !== "text" || nextOf(place) === char;
}

function step(place: Place, char: string): Rest | Place {
  const { node, at, then } = place;
  if (node.kind === "chars") return then;
  if (node.kind !== "text") return place;
  const next = at + char.length;
  return next < node.text.length ? { node, at: next, then } : then;
}
