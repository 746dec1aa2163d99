import { loopVariable, type Step, type Value, type Workflow } from "@flowright/workflow";
import type { Catalog, FieldSchema, StepDefinition } from "@flowright/workflow/catalog";
import { identifierWords, plural, type Random } from "@flowright/workflow/core";
import { type Mark, Marks } from "./marks.js";

/** Something told earlier that later parts can point back to. */
export interface Thing {
  /** `trigger`, a step id or a loop variable. */
  root: string;
  noun: string;
  schema: FieldSchema;
  app: string;
}

/** Whether a thing is the item of a loop. */
export const isItem = (thing: Thing): boolean => !/^(trigger|s\d+)$/.test(thing.root);

/** A literal that is still a place in the unfinished text. */
export interface Said {
  said: Mark;
}

/** The state of a request that is being made up: what exists so far, and what may be used. */
export class RequestBuilder {
  readonly marks = new Marks();
  readonly used = new Set<string>();
  /** Real steps that the request asks for and the candidates must not hold. */
  readonly withheld = new Set<string>();
  things: Thing[] = [];
  /** Every thing ever told of, by root, also those out of sight. */
  readonly everything = new Map<string, Thing>();
  readonly workflow: Workflow = { version: 1, name: "", steps: [] };
  #ids = 0;

  constructor(
    readonly catalog: Catalog,
    readonly rng: Random,
  ) {}

  id(): string {
    return `s${++this.#ids}`;
  }

  /** Marks a text as a node's annotation. */
  note(text: string): { text: string; annotation: string } {
    const { text: marked, mark } = this.marks.wrap(text);
    return { text: marked, annotation: mark };
  }

  /** Marks a text as the words of a literal. */
  said(text: string): { text: string; value: Value } {
    const { text: marked, mark } = this.marks.wrap(text);
    return { text: marked, value: { said: mark } as unknown as Value };
  }

  remember(root: string, step: StepDefinition): void {
    const { outputs } = step;
    if (outputs.type !== "array" && !Object.keys(outputs.properties ?? {}).length) return;
    const noun = identifierWords(outputs.title ?? identifierWords(step.id).slice(1, -1).join(" ")).join(" ");
    this.see({ root, noun: outputs.type === "array" ? plural(noun) : noun, schema: outputs, app: step.app });
  }

  see(thing: Thing): void {
    // Nobody means the message that was just sent when they say "it": what it was about stays in focus.
    const aside =
      /^(message|email|post|tweet)$/.test(thing.noun) && thing.root !== "trigger" && this.things.length > 0;
    this.things.splice(this.things.length - (aside ? 1 : 0), 0, thing);
    this.everything.set(thing.root, thing);
  }

  /** Runs a part whose things are not visible after it. */
  scoped<T>(part: () => T): T {
    const before = [...this.things];
    const result = part();
    this.things = before;
    return result;
  }

  /** The products that steps so far belong to. */
  apps(): Set<string> {
    return new Set([...this.used].flatMap((id) => this.catalog.get(id)?.app ?? []));
  }

  latest(): Thing | undefined {
    return this.things[this.things.length - 1];
  }

  /** How the thing's noun is said; undefined when another visible thing has the same one. */
  unique(thing: Thing): boolean {
    return this.things.filter((other) => other.noun === thing.noun).length === 1;
  }

  loopVariable(list: Value): string {
    return loopVariable(list, this.things);
  }
}

/** A part of the request in words, with the steps that it asks for. */
export interface Fragment {
  text: string;
  steps: Step[];
  /** What follows in the same sentence would belong inside this part. */
  open: boolean;
}
