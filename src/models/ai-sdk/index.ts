export { AiSdkModel, type CallOptions } from "./ai-sdk.js";
export {
  type HostedOptions,
  hostedModel,
  type Provider,
  type ServerOptions,
  serverModel,
} from "./open.js";
