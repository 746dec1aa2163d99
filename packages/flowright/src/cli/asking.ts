import type { Asking } from "@flowright/generate";
import { json } from "@flowright/generate/codec";
import { type Command, InvalidArgumentError, Option } from "commander";
import { openPool } from "./pool.js";
import { positive, share } from "./values.js";

/** The options that say how a model is asked. */
export interface AskingOptions {
  codec?: "compact" | "json";
  candidates?: number;
  embedder?: string;
  retrievalWeight?: number;
  constraint?: boolean;
  bestOf?: number;
  annotations?: boolean;
  stages?: 1 | 2;
  examples?: number;
  pool?: string;
  without?: json.PromptPart[];
}

/** Reads the parts of the prompt that are left out. */
function parts(text: string): json.PromptPart[] {
  const names = text.split(/[,+\s]+/).filter(Boolean);
  const other = names.find((name) => !(json.PROMPT_PARTS as readonly string[]).includes(name));
  if (other !== undefined)
    throw new InvalidArgumentError(`"${other}" is none of ${json.PROMPT_PARTS.join(", ")}.`);
  return names as json.PromptPart[];
}

/** Adds {@link AskingOptions} to a command. */
export const withAskingOptions = (command: Command): Command =>
  command
    .addOption(new Option("--codec <name>", "how the model sees a workflow").choices(["compact", "json"]))
    .option("--candidates <n>", "actions offered to the model (default 15)", positive)
    .option(
      "--embedder <model>",
      "find candidates by meaning too: own (the package's encoder), a GGUF file, openai:NAME, google:NAME or http://HOST/v1#NAME (default: by words)",
    )
    .option(
      "--retrieval-weight <n>",
      "how much retrieval has a say in each choice of a step, 0 to 100 (default 12; 0: the model alone)",
      share(100),
    )
    .option(
      "--no-annotations",
      "compact codec: for a model that was trained to leave out the words before each node",
    )
    .option(
      "--best-of <n>",
      "compact codec: outlines to write where the model is not sure, the likeliest is taken (default 8; 1: none but the first)",
      positive,
    )
    .option("--no-constraint", "do not bind the model's answers; only parse and check them")
    .addOption(
      new Option(
        "--stages <n>",
        "all in one text, or the outline and then each node (default: json 1, compact 2, which needs a model trained so)",
      )
        .choices(["1", "2"])
        .argParser((text) => Number(text)),
    )
    .option(
      "--examples <n>",
      "json codec: examples in the prompt, the most similar ones (default 0)",
      positive,
    )
    .option(
      "--pool <folder>",
      "written pairs (*.flow) that examples are taken from (default: the package's own)",
    )
    .option(
      "--without <parts>",
      `json codec: leave parts of the prompt out: ${json.PROMPT_PARTS.join(", ")}`,
      parts,
    );

/** The same as options of a generation. */
export function askingOf(options: AskingOptions): Asking {
  const { codec, candidates, retrievalWeight, constraint, bestOf, annotations, stages, examples, without } =
    options;
  return {
    ...(codec ? { codec } : {}),
    ...(candidates ? { candidates } : {}),
    ...(retrievalWeight === undefined ? {} : { retrievalWeight }),
    ...(constraint === false ? { constrained: false } : {}),
    ...(bestOf ? { bestOf } : {}),
    ...(annotations === false ? { annotations } : {}),
    ...(stages ? { stages } : {}),
    ...(examples || without
      ? {
          prompt: {
            ...(examples ? { examples, pool: openPool(options.pool) } : {}),
            ...(without ? { without } : {}),
          },
        }
      : {}),
  };
}

/**
 * The same for a manifest: what a run depends on, with its defaults.
 * @param embedder The id of what searches by meaning: a name does not tell its weights apart.
 */
export const askingRecord = (options: AskingOptions, embedder?: string): Record<string, unknown> => ({
  codec: options.codec ?? null,
  candidates: options.candidates ?? 15,
  embedder: embedder ?? null,
  retrievalWeight: options.retrievalWeight ?? null,
  constrained: options.constraint !== false,
  bestOf: options.bestOf ?? null,
  annotations: options.annotations !== false,
  stages: options.stages ?? null,
  examples: options.examples ?? 0,
  pool: options.pool ?? null,
  without: options.without ?? [],
  prompt: json.PROMPT_VERSION,
});
