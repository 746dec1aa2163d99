import { createRequire } from "node:module";
import aslValidator from "asl-validator";

// asl-validator compiles its schemas again for every document, which takes 40 times as long as the checks themselves:
// here it gets the same Ajv each time, whose keywords are there already.
const load = createRequire(createRequire(import.meta.url).resolve("asl-validator"));
const ajv: { default: new (options: object) => { addKeyword?: unknown } } = load("ajv");
const Ajv = ajv.default;
let compiled: { addKeyword?: unknown } | undefined;
ajv.default = function one(options: object) {
  if (compiled) compiled.addKeyword = () => compiled;
  else compiled = new Ajv(options);
  return compiled;
} as unknown as typeof Ajv;

/** What asl-validator finds wrong in a state machine; empty when it is valid. */
export function aslErrors(machine: object): string {
  const result = aslValidator(machine);
  return result.isValid ? "" : result.errorsText("\n");
}
