import { FlowrightError } from "../core/index.js";

/** Reads the value of an option that counts something. @throws {FlowrightError} USAGE */
export function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new FlowrightError("USAGE", `"${text}" is not a number from 1 up`);
  return value;
}
