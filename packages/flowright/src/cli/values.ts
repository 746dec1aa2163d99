import { FlowrightError } from "@flowright/workflow/core";

/** Reads the value of an option that counts something. @throws {FlowrightError} USAGE */
export function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new FlowrightError("USAGE", `"${text}" is not a number from 1 up`);
  return value;
}

/** Reads the value of an option from 0 to `most`. @throws {FlowrightError} USAGE */
export const share =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!(value >= 0 && value <= most) || text.trim() === "")
      throw new FlowrightError("USAGE", `"${text}" is not a number from 0 to ${most}`);
    return value;
  };

/** Reads a port number. @throws {FlowrightError} USAGE */
export function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65535)
    throw new FlowrightError("USAGE", `"${text}" is not a port from 0 to 65535`);
  return value;
}
