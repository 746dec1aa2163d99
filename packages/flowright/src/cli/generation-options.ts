import type { GenerateSettings } from "@flowright/generate";
import { json } from "@flowright/generate/codec";
import { FlowrightError } from "@flowright/workflow/core";
import { type Command, InvalidArgumentError, Option } from "commander";
import { renamedOption } from "./renamed-option.js";
import { positive, share } from "./values.js";

/** The options that say how a workflow is generated. */
export interface GenerationOptions {
  codec?: "compact" | "json";
  candidates?: number;
  embedder?: string;
  retrievalBias?: number;
  constraint?: boolean;
  numDrafts?: number;
  annotations?: boolean;
  singlePass?: boolean;
  twoPass?: boolean;
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

/** Adds {@link GenerationOptions} to a command. */
export function withGenerationOptions(command: Command): Command {
  command
    .addOption(new Option("--codec <name>", "how the model sees a workflow").choices(["compact", "json"]))
    .option("--candidates <n>", "actions offered to the model (default 15)", positive)
    .option(
      "--embedder <model>",
      "also search candidates by meaning: own (the package's encoder), a GGUF file, openai:NAME, google:NAME or http://HOST/v1#NAME (default: by words only)",
    )
    .option(
      "--retrieval-bias <n>",
      "how strongly retrieval scores bias the choice of a step, 0 to 100 (default 12; 0: the model alone)",
      share(100),
    )
    .option("--no-annotations", "compact codec: for a model trained without annotations before each node")
    .option(
      "--num-drafts <n>",
      "compact codec: outlines to write where the model is not sure; the likeliest is taken (default 8; 1: only the first)",
      positive,
    )
    .option("--no-constraint", "do not bind the model's answers to the grammar; only parse and validate them")
    .option("--single-pass", "outline and inputs in one answer (default for the json codec)")
    .option("--two-pass", "the outline first, then the inputs of each node (default for the compact codec)")
    .option(
      "--examples <n>",
      "json codec: examples in the prompt, the most similar ones (default 0)",
      positive,
    )
    .option(
      "--pool <folder>",
      "written pairs (*.flow) that examples are taken from (default: those of @flowright/datagen)",
    )
    .option(
      "--without <parts>",
      `json codec: leave parts of the prompt out: ${json.PROMPT_PARTS.join(", ")}`,
      parts,
    );
  renamedOption(command, "--retrieval-weight <n>", "retrieval-bias", share(100));
  renamedOption(command, "--best-of <n>", "num-drafts", positive);
  return renamedOption(command, "--stages <n>", (value) => (value === "1" ? "single-pass" : "two-pass"));
}

/** The number of passes that the options ask for; undefined: the codec's default. @throws {FlowrightError} USAGE */
export function passesOf({ singlePass, twoPass }: GenerationOptions): 1 | 2 | undefined {
  if (singlePass && twoPass)
    throw new FlowrightError("USAGE", "give either --single-pass or --two-pass, not both");
  return singlePass ? 1 : twoPass ? 2 : undefined;
}

/** The same as options of the library. @throws {FlowrightError} USAGE, or what {@link openPool} throws */
export async function generateOptionsOf(options: GenerationOptions): Promise<GenerateSettings> {
  const { codec, candidates, retrievalBias, constraint, numDrafts, annotations, examples, without } = options;
  const stages = passesOf(options);
  // The pool is 7 MB of pairs: it is read only where examples are wanted.
  const pool = examples ? (await import("./pool.js")).openPool(options.pool) : undefined;
  return {
    ...(codec ? { codec } : {}),
    ...(candidates ? { candidates } : {}),
    ...(numDrafts ? { numDrafts } : {}),
    ...(examples && pool ? { examples: { count: examples, pool } } : {}),
    experimental: {
      ...(retrievalBias === undefined ? {} : { retrievalWeight: retrievalBias }),
      ...(constraint === false ? { constrained: false } : {}),
      ...(annotations === false ? { annotations } : {}),
      ...(stages ? { passes: stages === 1 ? "singlePass" : "twoPass" } : {}),
      ...(without ? { omitPromptParts: without } : {}),
    },
  };
}

/**
 * The same for the manifest of a run: what it depends on, with defaults. The keys are a format and keep their names.
 * @param embedder The id of what searches by meaning: a name does not tell its weights apart.
 */
export const settingsRecord = (options: GenerationOptions, embedder?: string): Record<string, unknown> => ({
  codec: options.codec ?? null,
  candidates: options.candidates ?? 15,
  embedder: embedder ?? null,
  retrievalWeight: options.retrievalBias ?? null,
  constrained: options.constraint !== false,
  bestOf: options.numDrafts ?? null,
  annotations: options.annotations !== false,
  stages: passesOf(options) ?? null,
  examples: options.examples ?? 0,
  pool: options.pool ?? null,
  without: options.without ?? [],
  prompt: json.PROMPT_VERSION,
});
