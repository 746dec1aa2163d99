import { checkShape, type ShapeIssue, type Workflow, walk } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import type { PreparedRequest } from "../request.js";
import { completeSpan, findSpan } from "../span.js";
import type { OutlineNews, OutlineReader } from "../types.js";

/** Extracts the document from an answer, ignoring code fences and words around it. */
export function extractJson(answer: string): string {
  const fence = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/.exec(answer);
  const text = fence ? fence[1]! : answer;
  const from = text.indexOf("{");
  const to = text.lastIndexOf("}");
  return from >= 0 && to > from ? text.slice(from, to + 1) : text;
}

/**
 * Reads a whole answer.
 * @throws {FlowrightError} CODEC_PARSE with the raw text and, for a wrong shape, the issues under `data`.
 */
export function parseJson(answer: string): Workflow {
  let document: unknown;
  try {
    document = JSON.parse(extractJson(answer));
  } catch (cause) {
    throw new FlowrightError("CODEC_PARSE", `the model's answer is not JSON: ${(cause as Error).message}`, {
      cause,
      retryable: true,
      data: {
        answer,
        issues: [{ path: "(document)", message: (cause as Error).message }] satisfies ShapeIssue[],
      },
    });
  }
  const { workflow, issues } = checkShape(document);
  if (!workflow)
    throw new FlowrightError(
      "CODEC_PARSE",
      `the model's answer is no workflow: ${issues[0]!.message} (at ${issues[0]!.path})`,
      { retryable: true, data: { answer, issues } },
    );
  return workflow;
}

/** Parses a JSON text that was cut off, up to its last complete value; undefined where there is none. */
export function closeJson(text: string): unknown {
  const from = text.indexOf("{");
  if (from < 0) return undefined;
  const open: string[] = [];
  let quoted = false;
  let safe = -1;
  let closers = "";
  for (let i = from; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char === "\\") i++;
      else if (char === '"') quoted = false;
      continue;
    }
    if (char === '"') quoted = true;
    else if (char === "{" || char === "[") open.push(char === "{" ? "}" : "]");
    else if (char === "}" || char === "]") {
      open.pop();
      safe = i + 1;
      closers = [...open].reverse().join("");
    }
  }
  if (safe < 0) return undefined;
  try {
    return JSON.parse(text.slice(from, safe) + closers);
  } catch {
    return undefined;
  }
}

/** Reads a document while it is being written: yields each top-level step once it is complete. */
export class JsonParser implements OutlineReader {
  readonly workflow: Workflow = { version: 1, name: "", steps: [] };
  #text = "";

  /** @param request Annotations are completed as in {@link completeOriginal}: grammars let them end at words alone. */
  constructor(private readonly request?: PreparedRequest) {}

  *push(chunk: string): Generator<OutlineNews> {
    this.#text += chunk;
    if (!/[}\]]/.test(chunk)) return;
    const steps = (closeJson(this.#text) as { steps?: unknown } | undefined)?.steps;
    if (!Array.isArray(steps)) return;
    // The last one may still be growing.
    for (; this.#told < steps.length - 1; this.#told++) {
      const { workflow } = checkShape({ version: 1, name: "", steps: [steps[this.#told]] });
      if (!workflow) continue;
      this.#complete(workflow);
      const step = workflow.steps[0]!;
      this.workflow.steps.push(step);
      yield { kind: "step", step, depth: 0 };
    }
  }
  /** Top-level steps that were read already. */
  #told = 0;

  get complete(): boolean {
    try {
      JSON.parse(extractJson(this.#text));
      return true;
    } catch {
      return false;
    }
  }

  /** @throws {FlowrightError} CODEC_PARSE */
  finish(): Workflow {
    const workflow = parseJson(this.#text);
    this.#complete(workflow);
    return workflow;
  }

  #complete({ trigger, steps }: Workflow): void {
    if (!this.request) return;
    const branches = [...walk(steps)].flatMap(({ step }) => ("if" in step ? (step.elseIf ?? []) : []));
    const nodes = [...(trigger ? [trigger] : []), ...[...walk(steps)].map(({ step }) => step), ...branches];
    for (const node of nodes) {
      const span = node.annotation === undefined ? undefined : findSpan(this.request, node.annotation);
      if (span) node.annotation = completeSpan(this.request, span);
    }
  }
}
