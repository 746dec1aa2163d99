import type { StepKind, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import type { ErrorCode } from "@flowright/workflow/core";

/** How well an engine can say a kind of node: as it is meant, by a way round, or not at all. */
export type Support = "native" | "emulated" | "none";

/** Something of a workflow that an export could not say as it was meant. Nothing is dropped silently. */
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
  message: string;
}

export interface EngineFlags {
  /** Every kind of node, and the trigger. */
  support: Readonly<Record<StepKind | "trigger", Support>>;
  /** Importing what was exported gives the same workflow. */
  roundTrip: boolean;
  /** What checks an export: named in the table of docs/engines.md. */
  checkedBy: string;
}

export interface ExportedFile {
  name: string;
  text: string;
}

export interface Exported {
  /** The workflow itself first. */
  files: ExportedFile[];
  limitations: Limitation[];
}

/** One target that workflows can be exported to. */
export interface Engine {
  id: string;
  title: string;
  flags: EngineFlags;
  export(workflow: Workflow, catalog: Catalog): Exported;
  /** What a document is called that the engine's import cannot read at all. */
  importErrorCode?: ErrorCode;
  /** Reads what the engine has. @throws {FlowrightError} naming the part that is wrong or has no structure */
  import?(document: unknown, catalog: Catalog): Workflow;
}
