// A model behind an OpenAI-compatible API: vLLM, Ollama, llama-server, or a hosted service. No llama.cpp is loaded.
// FLOWRIGHT_URL=http://localhost:11434/v1 FLOWRIGHT_MODEL=NAME node examples/hosted-model/index.mjs ["a request"]
import { generate } from "@flowright/generate";
import { serverModel } from "@flowright/models/ai-sdk";
import { coreCatalog } from "@flowright/workflow/node";

const { FLOWRIGHT_URL: url, FLOWRIGHT_MODEL: name, FLOWRIGHT_API_KEY: key } = process.env;
if (!url) {
  console.error(
    "Set FLOWRIGHT_URL to the base of an OpenAI-compatible API, such as http://localhost:11434/v1",
  );
  process.exit(2);
}
const request = process.argv[2] ?? "when a Stripe payment fails, post it to #billing in Slack";

const model = await serverModel({ url, ...(name && { model: name }), ...(key && { key }) });
try {
  const { workflow, issues, stats } = await generate(request, {
    model,
    catalog: coreCatalog(),
    signal: AbortSignal.timeout(120_000),
  });
  console.log(JSON.stringify(workflow, null, 2));
  for (const { severity, path, message } of issues) console.error(`${severity} at ${path}: ${message}`);
  console.error(
    `${stats.calls} calls, ${stats.promptTokens} prompt tokens, ${stats.answerTokens} answer tokens`,
  );
} finally {
  await model.dispose();
}
