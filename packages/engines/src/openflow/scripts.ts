import type { StepDefinition } from "@flowright/workflow/catalog";

const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  ),
);

/** The name of a script's parameter for an input: inputs are handed on by the parameters' names. */
export function parameterOf(input: string): string {
  const name = input.replace(/\W/g, "_").replace(/^(?=\d)/, "_");
  return RESERVED.has(name) ? `${name}_` : name;
}

/** A text in a comment of one line. */
const remark = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, " ");

/** A script that stands for a step: its parameters and what it has to give back, to be filled in. */
export function stubOf(title: string, step: StepDefinition | undefined, inputs: readonly string[]): string {
  const outputs = Object.keys(step?.outputs.properties ?? {});
  return [
    `// ${remark(title)}`,
    `// To do: call the app${outputs.length ? `, and return ${remark(outputs.join(", "))}` : ""}.`,
    `export async function main(${inputs.map((input) => `${parameterOf(input)}?: unknown`).join(", ")}) {`,
    `  throw new Error(${JSON.stringify(`not connected yet: ${title}`)});`,
    "}",
    "",
  ].join("\n");
}

/** Asks what no data decides. */
export const DECIDE = `// To do: decide the question, and return true or false.
export async function main(question: string) {
  throw new Error("nobody decides yet: " + question);
}
`;
/** Tells the modules after it, and the loops around it, that a block has ended before its end, and why. */
export const END = `export async function main(end?: string) {
  return { flowright: end };
}
`;
/** The last module of a try: it is reached when nothing failed. */
export const DONE = `export async function main(end?: string) {
  return { done: true, flowright: end };
}
`;
export const GIVE = `export async function main(item: unknown) {
  return item;
}
`;
