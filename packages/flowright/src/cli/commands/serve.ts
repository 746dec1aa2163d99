import { FlowrightError } from "@flowright/workflow/core";
import { Command } from "commander";
import pc from "picocolors";
import { openModel } from "../model.js";
import { abortOnInterrupt } from "../signals.js";
import { port, positive } from "../values.js";

interface Options {
  openai?: boolean;
  model?: string;
  gpu?: boolean;
  host?: string;
  port?: number;
  parallel?: number;
  context?: number;
  json?: boolean;
}

const LOOPBACK = /^(?:localhost|127\.[\d.]+|::1)$/;

async function run(options: Options): Promise<void> {
  if (!options.openai)
    throw new FlowrightError("USAGE", "say what to serve: --openai, an API that OpenAI's clients speak", {
      hint: "flowright serve --openai",
    });
  const signal = abortOnInterrupt();
  const stopped = new Promise((done) => signal.addEventListener("abort", done, { once: true }));
  process.once("SIGTERM", () => process.kill(process.pid, "SIGINT"));
  const { host, parallel, context } = options;
  const key = process.env.FLOWRIGHT_API_KEY;
  const model = await openModel(options, {
    ...(parallel ? { parallel } : {}),
    ...(context ? { contextTokens: context } : {}),
  });
  try {
    const { listen } = await import("../../server/index.js");
    const { url, close } = await listen({
      model,
      ...(key ? { key } : {}),
      ...(host ? { host } : {}),
      ...(options.port === undefined ? {} : { port: options.port }),
    });
    if (options.json) process.stdout.write(`${JSON.stringify({ url, model: model.id })}\n`);
    else
      process.stdout.write(
        `${pc.bold(model.id)} at ${pc.cyan(url)} ${pc.dim("(Ctrl-C stops; FLOWRIGHT_API_KEY in the environment asks callers for a key)")}\n`,
      );
    if (host && !LOOPBACK.test(host) && !key)
      process.stderr.write(
        pc.yellow("! anybody who reaches this address can use the model: no key is set\n"),
      );
    await stopped;
    await close();
  } finally {
    await model.dispose();
  }
}

export const serveCommand = new Command("serve")
  .option("--openai", "with OpenAI's API: /v1/models, /v1/chat/completions, /v1/completions")
  .option("-m, --model <file>", "a GGUF model (default: the embedded flowright-nano)")
  .option("--host <address>", "where to listen (default 127.0.0.1: only this machine)")
  .option("--port <n>", "0 takes a free one (default 8080)", port)
  .option("--parallel <n>", "answers written at once (default 4)", positive)
  .option("--context <n>", "tokens of prompt and answer together (default 2048)", positive)
  .option("--gpu", "use a GPU, for large models")
  .option("--json", "print the address for machines")
  .addHelpText(
    "after",
    `
Answers can be bound: "response_format" with a JSON Schema, or "grammar" with GBNF.
Examples:
  $ flowright serve --openai --port 8080
  $ curl http://127.0.0.1:8080/v1/completions -d '{"prompt": "…", "max_tokens": 64}'
  $ flowright generate --model http://127.0.0.1:8080/v1 "when a form is submitted, email sales@acme.test"`,
  )
  .action(run);
