import type { StepKind, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import type { ErrorCode } from "@flowright/workflow/core";

/** How an engine supports a kind of node: by its own construct, emulated by other constructs, or not at all. */
export type Support = "native" | "emulated" | "none";

/** An unsupported feature: a part of the workflow that the export replaced or left incomplete. */
export interface Limitation {
  /** The step's id, or `trigger`. */
  step: string;
  code:
    | "placeholder"
    | "condition_in_words"
    | "list_unknown"
    | "time_in_words"
    | "trigger"
    | "binding"
    | "call"
    | "value"
    | "nesting"
    | "failure";
  /** For people; may change. */
  message: string;
}

export interface EngineFlags {
  /** For the trigger and every kind of node. */
  support: Readonly<Record<StepKind | "trigger", Support>>;
  /** True when importing an export returns the same workflow. */
  roundTrip: boolean;
  /** What the exports are tested with; shown in docs/engines.md. */
  checkedBy: string;
}

export interface ExportedFile {
  name: string;
  text: string;
}

export interface Exported {
  /** The workflow first, then files such as the schedule that starts it. */
  files: ExportedFile[];
  /** Every unsupported feature; empty when there are no limitations. */
  limitations: Limitation[];
}

/** A format that workflows are exported to, and imported from where `import` is defined. */
export interface Engine {
  id: string;
  title: string;
  flags: EngineFlags;
  /** Exports a valid workflow. Nothing is dropped silently: see `limitations`. */
  export(workflow: Workflow, catalog: Catalog): Exported;
  /** The code of the error for a document that `import` cannot read at all. Defined with `import`. */
  importErrorCode?: ErrorCode;
  /**
   * Reads a workflow in the engine's format.
   * @param document The parsed JSON.
   * @throws {FlowrightError} naming the part that cannot be read.
   */
  import?(document: unknown, catalog: Catalog): Workflow;
}
