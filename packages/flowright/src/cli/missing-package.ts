import { FlowrightError } from "@flowright/workflow/core";

/** Packages that few people need: they come with no install of flowright, and a command that needs one says so. */
const OPTIONAL: ReadonlyMap<string, string> = new Map([
  ["@flowright/datagen", "Training data and the written pairs"],
  ["ai", "Hosted and self-hosted models"],
  ["@ai-sdk/openai", "Models of OpenAI"],
  ["@ai-sdk/anthropic", "Models of Anthropic"],
  ["@ai-sdk/google", "Models of Google"],
  ["@ai-sdk/openai-compatible", "Models behind an OpenAI-compatible server"],
]);

/** Turns the failed import of an optional package into PACKAGE_MISSING; any other error stays as it is. */
export function missingPackage(error: unknown): unknown {
  const { code, message = "" } = (error ?? {}) as { code?: string; message?: string };
  if (code !== "ERR_MODULE_NOT_FOUND") return error;
  const name = /Cannot find package '([^']+)'/.exec(message)?.[1] ?? "";
  const purpose = OPTIONAL.get(name);
  if (!purpose) return error;
  return new FlowrightError(
    "PACKAGE_MISSING",
    `${purpose} need the package ${name}, which is not installed`,
    {
      cause: error,
      hint: `npm install ${name}`,
      data: { package: name },
    },
  );
}
