import type { StepDefinition } from "@flowright/workflow/catalog";

const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  ),
);

/** The parameter of a script for an input. Windmill passes inputs by the names of parameters. */
export function parameterOf(input: string): string {
  const name = input.replace(/\W/g, "_").replace(/^(?=\d)/, "_");
  return RESERVED.has(name) ? `${name}_` : name;
}

/** A text for a comment of one line. */
const inComment = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, " ");

/** A script to be filled in: its parameters are the inputs of the step, a comment names what it has to return. */
export function stubOf(title: string, step: StepDefinition | undefined, inputs: readonly string[]): string {
  const outputs = Object.keys(step?.outputs.properties ?? {});
  return [
    `// ${inComment(title)}`,
    `// To do: call the app${outputs.length ? `, and return ${inComment(outputs.join(", "))}` : ""}.`,
    `export async function main(${inputs.map((input) => `${parameterOf(input)}?: unknown`).join(", ")}) {`,
    `  throw new Error(${JSON.stringify(`not connected yet: ${title}`)});`,
    "}",
    "",
  ].join("\n");
}

/** Decides an undecided condition. */
export const DECIDE = `// To do: decide the question, and return true or false.
export async function main(question: string) {
  throw new Error("nobody decides yet: " + question);
}
`;
/** Reports an early exit and its reason to later modules and enclosing loops. */
export const END = `export async function main(end?: string) {
  return { flowright: end };
}
`;
/** The last module of a try, which runs only when nothing failed. */
export const DONE = `export async function main(end?: string) {
  return { done: true, flowright: end };
}
`;
/** Returns the item of a round, so that inner loops can read it. */
export const RETURN_ITEM = `export async function main(item: unknown) {
  return item;
}
`;
