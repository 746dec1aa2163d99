// The part of OpenFlow that exports use (Windmill, openflow.openapi.yaml).

export type Transform = { type: "static"; value: unknown } | { type: "javascript"; expr: string };
export type Transforms = Record<string, Transform>;

export type ModuleValue =
  | { type: "rawscript"; language: "bun"; content: string; input_transforms: Transforms }
  | { type: "flow"; path: string; input_transforms: Transforms }
  | { type: "forloopflow"; iterator: Transform; skip_failures: boolean; modules: Module[] }
  | { type: "whileloopflow"; skip_failures: boolean; modules: Module[] }
  | {
      type: "branchone";
      branches: { summary?: string; expr: string; modules: Module[] }[];
      default: Module[];
    }
  | {
      type: "branchall";
      parallel: boolean;
      branches: { summary?: string; skip_failure: boolean; modules: Module[] }[];
    }
  | { type: "identity" };

export interface Module {
  id: string;
  summary?: string;
  value: ModuleValue;
  /** Leaves a loop; evaluated after each round. */
  stop_after_if?: { expr: string; skip_if_stopped: boolean };
  /** Time to wait after the module, in seconds. */
  sleep?: Transform;
}

export interface FlowValue {
  modules: Module[];
  /** Runs when a module fails. */
  failure_module?: Module;
}
