export type { CallOptions } from "./ai-sdk.js";
export {
  type HostedEmbedderOptions,
  hostedEmbedder,
  type ServerEmbedderOptions,
  serverEmbedder,
} from "./hosted-embedder.js";
export { type HostedOptions, hostedModel, type Provider, type ServerOptions, serverModel } from "./open.js";
