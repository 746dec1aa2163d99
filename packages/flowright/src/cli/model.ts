import { existsSync, readdirSync } from "node:fs";
import type { LanguageModel } from "@flowright/generate/model";
import type { Provider } from "@flowright/models/ai-sdk";
import { readRecording, recordedModel } from "@flowright/models/recorded";
import { FlowrightError, nearest } from "@flowright/workflow/core";
import type { Command } from "commander";
import { type GenerationOptions, withGenerationOptions } from "./generation-options.js";
import { positive } from "./values.js";

/** The options of every command that runs a model. */
export interface ModelOptions extends GenerationOptions {
  model?: string;
  gpu?: boolean;
  rpm?: number;
}

/** What a local model is opened with. */
export interface LocalOptions {
  parallel?: number;
  contextTokens?: number;
}

const KEYS = {
  openai: ["OPENAI_API_KEY"],
  anthropic: ["ANTHROPIC_API_KEY"],
  google: ["GOOGLE_GENERATIVE_AI_API_KEY", "GEMINI_API_KEY"],
} as const satisfies Record<Provider, readonly string[]>;

export const MODEL_HELP = `
A model is "nano" (the embedded one), the path of a GGUF file, openai:NAME, anthropic:NAME or google:NAME (keys: ${Object.values(
  KEYS,
)
  .map(([first]) => first)
  .join(", ")}), http://HOST:PORT/v1#NAME for vLLM, Ollama, llama-server or
flowright serve (key, if it wants one: FLOWRIGHT_API_KEY), recorded:FILE.jsonl, or nearest, the baseline that copies the answer of
the most similar written pair.`;

/** Adds {@link ModelOptions} to a command. */
export const withModelOptions = (command: Command): Command =>
  withGenerationOptions(command)
    .option(
      "-m, --model <model>",
      "nano, a GGUF file, openai:NAME, anthropic:NAME, google:NAME, http://HOST/v1#NAME or recorded:FILE (default: nano)",
    )
    .option("--rpm <n>", "calls a minute, for models behind HTTP (default: no limit)", positive)
    .option("--gpu", "use a GPU, for large local models");

export function hostedKey(provider: Provider): string {
  const found = KEYS[provider].map((name) => process.env[name]).find(Boolean);
  if (found) return found;
  throw new FlowrightError("KEY_MISSING", `${provider} needs a key, and ${KEYS[provider][0]} is not set`, {
    hint: `export ${KEYS[provider][0]}=… (keys are read from the environment alone)`,
  });
}

function unknownModel(name: string): never {
  const files = readdirSync(".").filter((file) => file.endsWith(".gguf"));
  const prefixes = Object.keys(KEYS).map((provider) => `${provider}:${name.split(":")[1] ?? ""}`);
  const meant = nearest(name, ["nano", "nearest", "recorded:", ...prefixes, ...files]);
  throw new FlowrightError("MODEL_NOT_FOUND", `there is no model "${name}"`, {
    hint: meant
      ? `Did you mean ${meant}?`
      : "Give nano, the path of a GGUF file, openai:NAME, anthropic:NAME, google:NAME, http://HOST/v1#NAME or recorded:FILE.",
  });
}

/** The parts of `openai:NAME`, `recorded:FILE`, `https://…`; empty where a name has no scheme. */
export function schemeOf(name: string): { scheme: string; rest: string } {
  const [, scheme = "", rest = ""] = /^(\w+):(.*)$/s.exec(name) ?? [];
  return { scheme, rest };
}

/** The server that `http://HOST/v1#NAME` names, with the key to it that the environment has. */
export function serverOf(address: string): { url: string; model?: string; key?: string } {
  const [url = "", model] = address.split("#");
  const key = process.env.FLOWRIGHT_API_KEY;
  return { url, ...(model ? { model } : {}), ...(key ? { key } : {}) };
}

/**
 * Opens the model that `--model` names; the embedded one without it.
 * @throws {FlowrightError} MODEL_NOT_FOUND with the nearest name, KEY_MISSING naming the variable, SERVER_FAILED, …
 */
export async function openModel(
  { model, gpu, rpm, pool }: Pick<ModelOptions, "model" | "gpu" | "rpm" | "pool">,
  local: LocalOptions = {},
): Promise<LanguageModel> {
  // Backends take a moment to load, so only who needs one pays for it.
  if (model === undefined || model === "nano") return (await import("../nano.js")).loadNano(local);
  const pace = rpm ? { callsPerMinute: rpm } : {};
  if (model === "nearest") {
    const { nearestModel } = await import("@flowright/evaluate/baselines");
    return nearestModel((await import("./pool.js")).openPool(pool));
  }
  const { scheme, rest } = schemeOf(model);
  if (scheme === "recorded") return recordedModel(readRecording(rest));
  if (scheme === "http" || scheme === "https") {
    const { serverModel } = await import("@flowright/models/ai-sdk");
    return serverModel({ ...serverOf(model), ...pace });
  }
  if (Object.hasOwn(KEYS, scheme) && rest) {
    const provider = scheme as Provider;
    const key = hostedKey(provider);
    const { hostedModel } = await import("@flowright/models/ai-sdk");
    return hostedModel({ provider, model: rest, key, ...pace });
  }
  if (!existsSync(model) && !/[/\\]|\.gguf$/.test(model)) unknownModel(model);
  return (await import("@flowright/models/llama-cpp")).loadLlamaCpp({
    file: model,
    gpu: gpu ?? false,
    ...local,
  });
}
