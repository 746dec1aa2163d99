import { FlowrightError } from "@flowright/workflow/core";

/** The packages that each backend needs, all of them optional peers, with what each is for. */
export const BACKEND_PACKAGES = {
  "@flowright/llama": "GGUF models in this process",
  ai: "hosted and self-hosted models",
  "@ai-sdk/openai": "models of OpenAI",
  "@ai-sdk/anthropic": "models of Anthropic",
  "@ai-sdk/google": "models of Google",
  "@ai-sdk/openai-compatible": "models behind an OpenAI-compatible server",
} as const;

export type BackendPackage = keyof typeof BACKEND_PACKAGES;

/**
 * Imports a backend's package when it is first needed.
 * @param load `() => import(name)`, written out where it is called so that bundlers and types see the name.
 * @throws {FlowrightError} MODEL_BACKEND_MISSING with the command that installs the package
 */
export async function importBackend<T>(name: BackendPackage, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissing(name, cause)) throw cause;
    throw new FlowrightError(
      "MODEL_BACKEND_MISSING",
      `${BACKEND_PACKAGES[name]} need the package ${name}, which is not installed`,
      { cause, hint: `npm install ${name}`, data: { package: name } },
    );
  }
}

/** Whether the package itself is missing, rather than a package that it imports. */
function isMissing(name: BackendPackage, cause: unknown): boolean {
  const { code, message = "" } = (cause ?? {}) as { code?: string; message?: string };
  return (
    (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") &&
    (message.includes(`'${name}'`) || message.includes(`"${name}"`))
  );
}
