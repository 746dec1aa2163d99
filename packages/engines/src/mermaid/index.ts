import type { Step, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { EVERYTHING } from "../support.js";
import type { Engine } from "../types.js";
import { conditionInWords, startInWords, titleOf, valueInWords } from "../words.js";

/** Escapes the marks of Mermaid and HTML as entities. At most 120 characters. */
const label = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 120)
    .replace(/[^\p{L}\p{N} .,:;!?/@+*=_%$€“”…()'-]/gu, (char) => `#${char.codePointAt(0)};`);

/** A node that the next one is connected to, and the label of the edge. */
interface OpenEnd {
  node: string;
  edge?: string;
}

class Chart {
  readonly lines: string[] = [];
  #nodes = 0;

  constructor(readonly catalog: Catalog) {}

  draw(workflow: Workflow): string {
    const start = this.#node("([", startInWords(workflow, this.catalog), "])", "start");
    const ends = this.#block(workflow.steps, [{ node: start }], undefined);
    if (ends.length) this.#join(ends, this.#node("([", "Done", "])"));
    const styles = ["  classDef start stroke-width:3px", "  classDef todo stroke-dasharray:5"];
    return ["flowchart TD", ...this.lines, ...styles].join("\n");
  }

  #node(open: string, text: string, close: string, kind = ""): string {
    const id = `n${this.#nodes++}`;
    this.lines.push(`  ${id}${open}"${label(text)}"${close}${kind ? `:::${kind}` : ""}`);
    return id;
  }

  #join(ends: readonly OpenEnd[], to: string): void {
    for (const { node, edge } of ends)
      this.lines.push(`  ${node} -->${edge ? `|"${label(edge)}"|` : ""} ${to}`);
  }

  #block(steps: readonly Step[], from: readonly OpenEnd[], loop: string | undefined): OpenEnd[] {
    let ends = [...from];
    for (const step of steps) ends = this.#step(step, ends, loop);
    return ends;
  }

  #step(step: Step, from: readonly OpenEnd[], loop: string | undefined): OpenEnd[] {
    const box = (text: string, kind = "", open = "[", close = "]"): OpenEnd[] => {
      const node = this.#node(open, text, close, kind);
      this.#join(from, node);
      return [{ node }];
    };
    if ("use" in step) return box(titleOf(step.use, this.catalog));
    if ("placeholder" in step) return box(`To do: ${step.annotation ?? ""}`, "todo");
    if ("stop" in step) {
      box("Stop", "", "([", "])");
      return [];
    }
    if ("next" in step) {
      if (loop === undefined) return [...from];
      this.#join(
        from.map(({ node, edge }) => ({ node, edge: edge ?? "next" })),
        loop,
      );
      return [];
    }
    if ("wait" in step)
      return box(`Wait ${valueInWords(step.wait.duration ?? step.wait.until ?? "")}`, "", "[/", "/]");
    if ("call" in step)
      return box(`Run ${step.call === null ? "another workflow" : valueInWords(step.call)}`, "", "[[", "]]");
    if ("if" in step) {
      const [{ node }] = box(conditionInWords(step.if), "", "{", "}") as [OpenEnd];
      const ends = this.#block(step.then, [{ node, edge: "yes" }], loop);
      let last = node;
      for (const branch of step.elseIf ?? []) {
        const other = this.#node("{", conditionInWords(branch.if), "}");
        this.#join([{ node: last, edge: "no" }], other);
        ends.push(...this.#block(branch.then, [{ node: other, edge: "yes" }], loop));
        last = other;
      }
      return [...ends, ...this.#block(step.else ?? [], [{ node: last, edge: "no" }], loop)];
    }
    if ("parallel" in step) {
      const [fork] = box("At the same time", "", "{{", "}}") as [OpenEnd];
      const ends = step.parallel.flatMap((branch) => this.#block(branch, [fork], loop));
      const both = this.#node("{{", "All done", "}}");
      this.#join(ends, both);
      return [{ node: both }];
    }
    if ("try" in step) {
      const [attempt] = box("Try", "", "[", "]") as [OpenEnd];
      const ends = this.#block(step.try, [attempt], loop);
      return [...ends, ...this.#block(step.catch, [{ node: attempt.node, edge: "if it fails" }], loop)];
    }
    const head =
      "forEach" in step
        ? `For each ${step.as} in ${step.forEach === null ? "a list" : valueInWords(step.forEach)}`
        : "while" in step
          ? `As long as ${conditionInWords(step.while)}`
          : `Until ${conditionInWords(step.until)}`;
    const [{ node }] = box(head, "", "{{", "}}") as [OpenEnd];
    const ends = this.#block(step.do, [{ node, edge: "forEach" in step ? "each" : "again" }], node);
    this.#join(ends, node);
    return [{ node, edge: "done" }];
  }
}

/** A flow chart in Mermaid, which GitHub and many wikis render. */
export const mermaid: Engine = {
  id: "mermaid",
  title: "Mermaid",
  flags: {
    support: EVERYTHING,
    roundTrip: false,
    checkedBy: "mermaid's own parser, by hand before a release",
  },
  export(workflow, catalog) {
    const text = new Chart(catalog).draw(workflow);
    return { files: [{ name: "workflow.mmd", text: `${text}\n` }], limitations: [] };
  },
};
