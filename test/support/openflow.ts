import { runInNewContext } from "node:vm";

// A small interpreter of OpenFlow, by its documentation (windmill-client's types, and the guide that windmill-cli brings): enough to
// see that an exported flow does what the workflow says. Expressions are run as the JavaScript that they are.

interface Module {
  id: string;
  value: Record<string, unknown> & { type: string };
  stop_after_if?: { expr: string };
}
type Scope = { flow_input: Record<string, unknown>; results: Record<string, unknown> };
/** Does a script that is a stub: gives back its result, or throws. */
export type Act = (id: string, args: Record<string, unknown>) => unknown;

/** What the other side of a job sees of a value. */
const handed = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

const evaluate = (expr: string, scope: object): unknown =>
  handed(runInNewContext(`(${expr})`, { ...scope }, { timeout: 1000 }));

class Failed extends Error {}

export class OpenFlowRun {
  rounds = 0;
  constructor(readonly act: Act) {}

  run(
    flow: { value: { modules: Module[]; failure_module?: Module } },
    input: Record<string, unknown>,
  ): "success" | "failure" {
    const { modules, failure_module: handler } = flow.value;
    const scope = { flow_input: input, results: {} };
    try {
      this.#modules(modules, scope);
      return "success";
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
    }
    try {
      if (handler) this.#modules([handler], scope);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
    }
    return "failure";
  }

  /** Results are seen by later modules of the same list and what is within them. */
  #modules(modules: readonly Module[], outer: Scope): unknown {
    const scope: Scope = { ...outer, results: { ...outer.results } };
    let result: unknown;
    for (const module of modules) {
      result = handed(this.#module(module, scope));
      scope.results[module.id] = result;
    }
    return result;
  }

  #args(module: Module, scope: Scope): Record<string, unknown> {
    const transforms = module.value.input_transforms as Record<string, { value?: unknown; expr?: string }>;
    return Object.fromEntries(
      Object.entries(transforms)
        .map(([name, { value, expr }]) => [name, expr === undefined ? value : evaluate(expr, scope)] as const)
        .filter(([, value]) => value !== undefined),
    );
  }

  #module(module: Module, scope: Scope): unknown {
    const { value } = module;
    switch (value.type) {
      case "identity":
        return undefined;
      case "rawscript": {
        const args = this.#args(module, scope);
        const body = /main\([^)]*\) \{\n([\s\S]*)\n\}\n$/.exec(value.content as string)![1]!;
        if (/^ {2}return /.test(body)) return evaluate(body.trim().slice(7, -1), { end: undefined, ...args });
        try {
          return this.act(module.id, args);
        } catch (error) {
          throw new Failed(String(error));
        }
      }
      case "flow":
        return this.act(module.id, this.#args(module, scope));
      case "branchone": {
        const branches = value.branches as { expr: string; modules: Module[] }[];
        const taken = branches.find(({ expr }) => evaluate(expr, scope) === true);
        return this.#modules(taken?.modules ?? (value.default as Module[]), scope);
      }
      case "branchall":
        return (value.branches as { modules: Module[]; skip_failure: boolean }[]).map(
          ({ modules, skip_failure }) => {
            try {
              return this.#modules(modules, scope);
            } catch (error) {
              if (!(error instanceof Failed && skip_failure)) throw error;
              return { error: { message: error.message } };
            }
          },
        );
      case "forloopflow":
        return this.#loop(
          module,
          evaluate((value.iterator as { expr: string }).expr, scope) as unknown[],
          scope,
        );
      default:
        return this.#loop(module, undefined, scope);
    }
  }

  #loop(module: Module, list: unknown[] | undefined, scope: Scope): unknown[] {
    const results: unknown[] = [];
    for (let index = 0; index < (list?.length ?? 50); index++) {
      const iter = { index, value: list ? list[index] : index };
      const flow_input = { ...scope.flow_input, iter };
      const result = this.#modules(module.value.modules as Module[], { ...scope, flow_input });
      results.push(result);
      const { expr } = module.stop_after_if ?? {};
      if (expr && evaluate(expr, { result, flow_input }) === true) break;
    }
    return results;
  }
}
