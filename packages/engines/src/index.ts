import { asl, aslJsonata } from "./asl/index.js";
import { bpmn } from "./bpmn/index.js";
import { flat } from "./flat/index.js";
import { mermaid } from "./mermaid/index.js";
import { n8n } from "./n8n/index.js";
import { openflow } from "./openflow/index.js";
import { serverless } from "./serverless/index.js";
import { svg } from "./svg/index.js";
import type { Engine } from "./types.js";

export { describeWorkflow } from "./describe.js";
export type { Engine, EngineFlags, Exported, ExportedFile, Limitation, Support } from "./types.js";

/** Every engine by its id: `asl`, `asl-jsonata`, `serverless`, `n8n`, `openflow`, `bpmn`, `mermaid`, `svg`, `flat`. */
export const engines: ReadonlyMap<string, Engine> = new Map(
  [asl, aslJsonata, serverless, n8n, openflow, bpmn, mermaid, svg, flat].map((engine) => [engine.id, engine]),
);
