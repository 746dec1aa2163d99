import { asl } from "./asl/index.js";
import type { Engine } from "./types.js";

export type { Engine, EngineFlags, Exported, ExportedFile, Limitation, Support } from "./types.js";

/** Every engine by its id. */
export const engines: ReadonlyMap<string, Engine> = new Map([asl].map((engine) => [engine.id, engine]));
