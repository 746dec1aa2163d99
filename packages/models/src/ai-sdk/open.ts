import type { LanguageModel, ModelCapabilities } from "@flowright/generate/model";
import { FlowrightError, nearest } from "@flowright/workflow/core";
import type { LanguageModel as SdkModel } from "ai";
import { AiSdkModel, type CallOptions } from "./ai-sdk.js";
import {
  importAi,
  importAnthropic,
  importGoogle,
  importOpenAi,
  importOpenAiCompatible,
} from "./import-ai.js";

export type Provider = "openai" | "anthropic" | "google";

export interface HostedOptions extends CallOptions {
  provider: Provider;
  /** The provider's name of the model. */
  model: string;
  key: string;
  /** Another address of the same API. */
  baseUrl?: string;
}

const HOSTED: ModelCapabilities = {
  constraint: "json-schema",
  compact: false,
  parallel: 16,
  contextTokens: undefined,
};

/** The SDK's model of a provider. */
async function sdkModel(
  provider: Provider,
  settings: { apiKey: string; baseURL?: string },
  model: string,
): Promise<SdkModel> {
  switch (provider) {
    case "openai":
      return (await importOpenAi())(settings)(model);
    case "anthropic":
      return (await importAnthropic())(settings)(model);
    case "google":
      return (await importGoogle())(settings)(model);
  }
}

/**
 * A hosted model. Nothing is sent before the first call.
 * @throws {FlowrightError} MODEL_BACKEND_MISSING where `ai` or the provider's package is not installed
 */
export async function hostedModel({
  provider,
  model,
  key,
  baseUrl,
  ...options
}: HostedOptions): Promise<LanguageModel> {
  const settings = { apiKey: key, ...(baseUrl ? { baseURL: baseUrl } : {}) };
  const [ai, opened] = [await importAi(), await sdkModel(provider, settings, model)];
  return new AiSdkModel(
    {
      id: `${provider}:${model}`,
      where: baseUrl ?? provider,
      key,
      capabilities: HOSTED,
      open: () => opened,
      // Strict schemas of OpenAI have no optional fields.
      ...(provider === "openai" ? { providerOptions: { openai: { strictJsonSchema: false } } } : {}),
      // Reasoning models refuse calls with a temperature.
      fixed: /^(?:o\d|gpt-5|claude-opus-4-[7-9])/.test(model),
    },
    ai,
    options,
  );
}

export interface ServerOptions extends CallOptions {
  /** The base of the API, with its `/v1`. */
  url: string;
  /** The server's name of the model. Default: the only one that it has. */
  model?: string;
  key?: string;
  /** What answers can be bound to. Default: what the server says of itself, else a JSON Schema. */
  constraint?: ModelCapabilities["constraint"];
}

interface Listed {
  id: string;
  /** Flowright's own server lists what its model can do. */
  flowright?: ModelCapabilities;
}

/** The models of a server; an empty list where it lists none. */
async function listModels(url: string, key: string | undefined): Promise<Listed[]> {
  let response: Response;
  try {
    response = await fetch(`${url}/models`, {
      ...(key ? { headers: { authorization: `Bearer ${key}` } } : {}),
      signal: AbortSignal.timeout(10_000),
    });
  } catch (cause) {
    throw new FlowrightError("SERVER_FAILED", `there is no server at ${url}`, {
      retryable: true,
      hint: "Start one (flowright serve --openai), or check the address.",
      data: { reason: (cause as { cause?: { code?: string } }).cause?.code ?? (cause as Error).name },
    });
  }
  if (response.status === 401 || response.status === 403)
    throw new FlowrightError("KEY_REFUSED", `${url} refuses the key (${response.status})`, {
      hint: "Set FLOWRIGHT_API_KEY to the server's key.",
    });
  const body = (await response.json().catch(() => ({}))) as { data?: unknown };
  return Array.isArray(body.data) ? (body.data as Listed[]).filter((one) => typeof one?.id === "string") : [];
}

/**
 * A model of an OpenAI-compatible server: vLLM, Ollama, llama-server, `flowright serve`.
 * @throws {FlowrightError} SERVER_FAILED where there is none, KEY_REFUSED, MODEL_NOT_FOUND with the nearest name,
 * MODEL_BACKEND_MISSING
 */
export async function serverModel({
  url,
  model,
  key,
  constraint,
  ...options
}: ServerOptions): Promise<LanguageModel> {
  const [ai, createOpenAICompatible] = [await importAi(), await importOpenAiCompatible()];
  const base = url.replace(/\/+$/, "");
  const listed = await listModels(base, key);
  const name = model ?? (listed.length === 1 ? listed[0]!.id : undefined);
  const names = listed.map((one) => one.id);
  if (name === undefined)
    throw new FlowrightError("MODEL_NOT_FOUND", `say which model of ${base}: ${base}#MODEL`, {
      hint: names.length ? `It has ${names.slice(0, 8).join(", ")}.` : "It does not list its models.",
    });
  if (names.length && !names.includes(name)) {
    const meant = nearest(name, names);
    throw new FlowrightError("MODEL_NOT_FOUND", `${base} has no model "${name}"`, {
      hint: meant ? `Did you mean ${meant}?` : `It has ${names.slice(0, 8).join(", ")}.`,
    });
  }
  const told = listed.find((one) => one.id === name)?.flowright;
  const capabilities: ModelCapabilities = {
    constraint: constraint ?? told?.constraint ?? "json-schema",
    compact: told?.compact ?? false,
    parallel: told?.parallel ?? 8,
    contextTokens: told?.contextTokens,
  };
  const settings = {
    name: "server",
    baseURL: base,
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...(key ? { apiKey: key } : {}),
  };
  return new AiSdkModel(
    {
      id: `${base}#${name}`,
      where: base,
      key,
      capabilities,
      open: ({ messages, prompt, stop }, { gbnf }) => {
        const more = gbnf === undefined ? {} : { grammar: gbnf };
        if (messages)
          return createOpenAICompatible({
            ...settings,
            transformRequestBody: (body) => ({ ...body, ...more }),
          }).chatModel(name);
        // The SDK turns a prompt into a conversation; a model without a chat template wants the plain text.
        const raw = (init: RequestInit | undefined) => {
          const { stop: _, ...body } = JSON.parse(String(init?.body)) as Record<string, unknown>;
          return { ...init, body: JSON.stringify({ ...body, prompt, ...(stop ? { stop } : {}), ...more }) };
        };
        return createOpenAICompatible({
          ...settings,
          fetch: (input, init) => fetch(input, raw(init)),
        }).completionModel(name);
      },
    },
    ai,
    options,
  );
}
