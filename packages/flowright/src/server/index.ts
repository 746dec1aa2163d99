export { type ListenOptions, listen, type Served } from "./listen.js";
export { type OpenAiOptions, openAiApp } from "./openai.js";
