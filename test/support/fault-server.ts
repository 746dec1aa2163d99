import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does with one call. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  /** A whole answer, streamed in pieces. */
  | { say: string; finish?: string; usage?: boolean }
  /** The stream ends after the text, without a finish; `cut`: the connection with it. */
  | { truncate: string; cut?: boolean }
  /** Says the text, then nothing more. */
  | { stall: string }
  | { refuse: string };

export interface FaultServer {
  url: string;
  /** The bodies and headers of the calls so far. */
  calls: { body: Record<string, unknown>; headers: IncomingMessage["headers"]; at: number }[];
  close(): Promise<void>;
}

/** An OpenAI-compatible server that does what its script says, call by call; the last entry repeats. */
export async function faultServer(script: readonly Fault[]): Promise<FaultServer> {
  const calls: FaultServer["calls"] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      if (request.url?.endsWith("/models")) {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ data: [{ id: "model-a" }, { id: "model-b" }] }));
        return;
      }
      const fault = script[Math.min(calls.length, script.length - 1)]!;
      calls.push({ body: JSON.parse(text), headers: request.headers, at: performance.now() });
      act(fault, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function act(fault: Fault, response: ServerResponse): void {
  if ("status" in fault) {
    response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
    response.end(JSON.stringify(fault.body ?? { error: { message: `fault ${fault.status}` } }));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  const event = (choices: object[], more: object = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "model-a", choices, ...more })}\n\n`,
    );
  const say = (text: string) => {
    for (const piece of text.match(/.{1,5}/gs) ?? [])
      event([{ index: 0, delta: { content: piece }, finish_reason: null }]);
  };
  if ("stall" in fault) {
    say(fault.stall);
    return;
  }
  if ("truncate" in fault) {
    say(fault.truncate);
    if (fault.cut) setTimeout(() => response.destroy(), 20);
    else response.end();
    return;
  }
  if ("refuse" in fault) {
    event([{ index: 0, delta: { refusal: fault.refuse }, finish_reason: null }]);
    event([{ index: 0, delta: {}, finish_reason: "content_filter" }]);
  } else {
    say(fault.say);
    event([{ index: 0, delta: {}, finish_reason: fault.finish ?? "stop" }]);
    if (fault.usage !== false)
      event([], {
        usage: {
          prompt_tokens: 11,
          completion_tokens: 7,
          total_tokens: 18,
          prompt_tokens_details: { cached_tokens: 4 },
        },
      });
  }
  response.end("data: [DONE]\n\n");
}
