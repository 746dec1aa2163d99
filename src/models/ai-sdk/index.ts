export { AiSdkModel, type CallOptions } from "./ai-sdk.js";
export {
  type HostedOptions,
  hostedModel,
  PROVIDERS,
  type Provider,
  type ServerOptions,
  serverModel,
} from "./open.js";
