import { FlowrightError } from "@flowright/workflow/core";
import { Command, CommanderError } from "commander";
import { type GenerationOptions, withGenerationOptions } from "./generation-options.js";
import type { ModelOptions } from "./model.js";

/** A model of a comparison: `nano?constraint=off`. The text names it in the report. */
export interface ModelSpec {
  name: string;
  options: ModelOptions;
}

/** Reads `MODEL?option=value&option=value`, with the options of `flowright generate`. @throws {FlowrightError} USAGE */
export function modelSpec(text: string): ModelSpec {
  const at = text.indexOf("?");
  const model = at < 0 ? text : text.slice(0, at);
  const settings = at < 0 ? "" : text.slice(at + 1);
  const args = [...new URLSearchParams(settings)].flatMap(([key, value]) =>
    value === "off" ? [`--no-${key}`] : value === "on" ? [`--${key}`] : [`--${key}`, value],
  );
  const command = withGenerationOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new FlowrightError("USAGE", `in "${text}": ${error.message.replace(/^error: /, "")}`, {
      hint: 'A model is written as in "nano?retrieval-bias=0&constraint=off".',
    });
  }
  return { name: text, options: { ...command.opts<GenerationOptions>(), model } };
}
