import { loopVariable, type Step, type Value, type Workflow } from "@flowright/workflow";
import type { Catalog, FieldSchema, StepDefinition } from "@flowright/workflow/catalog";
import { identifierWords, plural, type Random } from "@flowright/workflow/core";
import { type Mark, Marks } from "./marks.js";

/** Something that the request mentioned and later parts can refer to. */
export interface Entity {
  /** `trigger`, a step id or a loop variable. */
  root: string;
  noun: string;
  schema: FieldSchema;
  app: string;
}

/** Whether an entity is the item of a loop. */
export const isItem = (entity: Entity): boolean => !/^(trigger|s\d+)$/.test(entity.root);

/** Whether an entity is a list. */
export const isList = (entity: Entity): boolean => entity.schema.type === "array";

/** A literal that is still a place in the unfinished text. */
export interface MarkedLiteral {
  mark: Mark;
}

/** A part of the request in words, with the steps that it asks for. */
export interface Fragment {
  text: string;
  steps: Step[];
  /** What follows in the same sentence would belong inside this part. */
  open: boolean;
}

/** The state of a request that is being made up: what exists so far, and what may be used. */
export class RequestBuilder {
  readonly marks = new Marks();
  readonly used = new Set<string>();
  /** Steps of the catalogue that the request asks for and the candidates must not hold. */
  readonly withheld = new Set<string>();
  /** The entities in scope, the latest last. */
  entities: Entity[] = [];
  /** Every entity ever introduced, by root, also those out of scope. */
  readonly introduced = new Map<string, Entity>();
  readonly workflow: Workflow = { version: 1, name: "", steps: [] };
  #ids = 0;

  constructor(
    readonly catalog: Catalog,
    readonly rng: Random,
  ) {}

  nextId(): string {
    return `s${++this.#ids}`;
  }

  /** Marks a text as a node's annotation. */
  annotate(words: string): { text: string; annotation: string } {
    const { text, mark } = this.marks.wrap(words);
    return { text, annotation: mark };
  }

  /** Marks a text as the words of a literal. */
  literal(words: string): { text: string; value: Value } {
    const { text, mark } = this.marks.wrap(words);
    const value: MarkedLiteral = { mark };
    return { text, value: value as unknown as Value };
  }

  /** Introduces what a step hands on. */
  introduceOutput(root: string, step: StepDefinition): void {
    const { outputs } = step;
    if (outputs.type !== "array" && !Object.keys(outputs.properties ?? {}).length) return;
    const noun = identifierWords(outputs.title ?? identifierWords(step.id).slice(1, -1).join(" ")).join(" ");
    this.introduce({
      root,
      noun: outputs.type === "array" ? plural(noun) : noun,
      schema: outputs,
      app: step.app,
    });
  }

  introduce(entity: Entity): void {
    // Nobody means the message that was just sent when they say "it": what it was about stays in focus.
    const aside =
      /^(message|email|post|tweet)$/.test(entity.noun) &&
      entity.root !== "trigger" &&
      this.entities.length > 0;
    this.entities.splice(this.entities.length - (aside ? 1 : 0), 0, entity);
    this.introduced.set(entity.root, entity);
  }

  /** Runs a part whose entities are out of scope after it. */
  inScope<T>(part: () => T): T {
    const before = [...this.entities];
    const result = part();
    this.entities = before;
    return result;
  }

  /** The products that steps so far belong to. */
  apps(): Set<string> {
    return new Set([...this.used].flatMap((id) => this.catalog.get(id)?.app ?? []));
  }

  latest(): Entity | undefined {
    return this.entities[this.entities.length - 1];
  }

  /** False when another entity in scope has the same noun. */
  isUnambiguous(entity: Entity): boolean {
    return this.entities.filter((other) => other.noun === entity.noun).length === 1;
  }

  loopVariable(list: Value): string {
    return loopVariable(list, this.entities);
  }
}
