import { importBackend } from "../import-backend.js";

export type AiModule = typeof import("ai");

/** @throws {FlowrightError} MODEL_BACKEND_MISSING */
export const importAi = (): Promise<AiModule> => importBackend("ai", () => import("ai"));

/** @throws {FlowrightError} MODEL_BACKEND_MISSING */
export const importOpenAi = async () =>
  (await importBackend("@ai-sdk/openai", () => import("@ai-sdk/openai"))).createOpenAI;

/** @throws {FlowrightError} MODEL_BACKEND_MISSING */
export const importAnthropic = async () =>
  (await importBackend("@ai-sdk/anthropic", () => import("@ai-sdk/anthropic"))).createAnthropic;

/** @throws {FlowrightError} MODEL_BACKEND_MISSING */
export const importGoogle = async () =>
  (await importBackend("@ai-sdk/google", () => import("@ai-sdk/google"))).createGoogleGenerativeAI;

/** @throws {FlowrightError} MODEL_BACKEND_MISSING */
export const importOpenAiCompatible = async () =>
  (await importBackend("@ai-sdk/openai-compatible", () => import("@ai-sdk/openai-compatible")))
    .createOpenAICompatible;
