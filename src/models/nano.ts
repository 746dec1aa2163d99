import { fileURLToPath } from "node:url";
import { ensemble, type ScoringModel } from "./ensemble.js";
import { type LlamaCppModel, type LlamaCppOptions, loadLlamaCpp } from "./llama-cpp/index.js";

const ID = "flowright-nano";
const inPackage = (name: string) => fileURLToPath(new URL(`../../models/nano/${name}`, import.meta.url));

/** Where the embedded model's first network lies in the package, the one that answers. */
export const NANO_FILE = inPackage("flowright-nano-q8_0.gguf");
/** All of its networks: where the first is not sure the others draft too, and have a say in which draft is taken. */
export const NANO_FILES: readonly [string, ...string[]] = [
  NANO_FILE,
  inPackage("flowright-nano-second-q8_0.gguf"),
];

type Options = Omit<LlamaCppOptions, "file">;

/** Loads the first network of flowright-nano alone. */
export function loadNano(options: Options = {}): Promise<LlamaCppModel> {
  return loadLlamaCpp({ ...options, file: NANO_FILE, id: ID });
}

/** Loads flowright-nano, the model that ships with the package: networks that were trained apart, as one. */
export async function loadEmbedded(options: Options = {}): Promise<ScoringModel> {
  const first = await loadNano(options);
  const members: [ScoringModel, ...ScoringModel[]] = [first];
  try {
    for (const file of NANO_FILES.slice(1)) members.push(await loadLlamaCpp({ ...options, file, id: ID }));
    return ensemble(ID, members);
  } catch (error) {
    await Promise.all(members.map((one) => one.dispose()));
    throw error;
  }
}
