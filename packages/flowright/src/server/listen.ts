import type { AddressInfo } from "node:net";
import { FlowrightError } from "@flowright/workflow/core";
import { serve } from "@hono/node-server";
import { type OpenAiOptions, openAiApp } from "./openai.js";

export interface ListenOptions extends OpenAiOptions {
  /** Default 127.0.0.1: only this machine. */
  host?: string;
  /** 0 takes a free one. Default 8080. */
  port?: number;
}

export interface Served {
  /** The base of the API: `http://127.0.0.1:8080/v1`. */
  url: string;
  /** Takes no more calls, cuts off those under way, and frees the port. The model stays. */
  close(): Promise<void>;
}

/** Serves a model with OpenAI's API. @throws {FlowrightError} ADDRESS_TAKEN */
export function listen(options: ListenOptions): Promise<Served> {
  const { host = "127.0.0.1", port = 8080 } = options;
  return new Promise((done, failed) => {
    const server = serve(
      { fetch: openAiApp(options).fetch, hostname: host, port },
      (address: AddressInfo) => {
        const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
        done({
          url: `http://${name}:${address.port}/v1`,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed());
              if ("closeAllConnections" in server) server.closeAllConnections();
            }),
        });
      },
    );
    server.once("error", (cause: NodeJS.ErrnoException) =>
      failed(
        new FlowrightError(
          "ADDRESS_TAKEN",
          `cannot listen on ${host}:${port}: ${cause.code ?? cause.message}`,
          {
            cause,
            hint: "Choose another --port, or 0 for any free one.",
          },
        ),
      ),
    );
  });
}
