import { type Workflow, walk } from "@flowright/workflow";
import { validate as validateServerless } from "@serverlessworkflow/sdk";
import { StateMachine } from "aws-local-stepfunctions";
import { describe, expect, it } from "vitest";
import { aslErrors } from "../../../test/support/asl-errors.js";
import { FULL, workflows } from "../../../test/support/corpus.js";
import { catalog, comparable, endsBeside, expected, World } from "../../../test/support/worlds.js";
import { engines } from "./index.js";

// The interpreter is written for Node 22, of which this is all that it uses.
(Promise as { withResolvers?: unknown }).withResolvers ??= () => {
  let [resolve, reject]: ((value?: unknown) => void)[] = [];
  const promise = new Promise((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  return { promise, resolve, reject };
};

interface Machine {
  States: Record<string, Record<string, unknown>>;
}
function* statesOf(machine: Machine): Generator<[string, Record<string, unknown>]> {
  for (const [name, state] of Object.entries(machine.States)) {
    yield [name, state];
    for (const branch of (state.Branches as Machine[] | undefined) ?? []) yield* statesOf(branch);
    if (state.ItemProcessor) yield* statesOf(state.ItemProcessor as Machine);
  }
}

/** What the local interpreter of Step Functions does with the export. */
async function executed(workflow: Workflow, text: string): Promise<string[]> {
  const world = new World(workflow);
  const uses = new Map([...walk(workflow.steps)].map(({ step }) => [step.id, "use" in step ? step.use : ""]));
  const done: string[] = [];
  const machine = JSON.parse(text);
  const handlers: Record<string, (input: Record<string, unknown>) => Promise<unknown>> = {};
  const waits: Record<string, number> = {};
  for (const [name, state] of statesOf(machine)) {
    const [id = "", what] = name.split(" ");
    if (state.Type === "Wait") waits[name] = 0;
    if (state.Type !== "Task") continue;
    handlers[name] = async (input) => {
      if (what === "decide") {
        done.push(`${id} decision`);
        return world.decide(id);
      }
      if (what === "call") {
        done.push(`${id} call`);
        return {};
      }
      done.push(`${id} ${JSON.stringify(input)}`);
      return world.act(uses.get(id)!, input);
    };
  }
  const run = new StateMachine(machine, { validationOptions: { noValidate: true } }).run(
    world.trigger() as never,
    {
      overrides: { taskResourceLocalHandlers: handlers as never, waitTimeOverrides: waits },
    },
  );
  await run.result.catch((error: Error) => {
    if (!/no answer/.test(String(error.message))) throw error;
  });
  return done;
}

describe("AWS Step Functions", () => {
  const asl = engines.get("asl")!;
  it.each(["asl", "asl-jsonata"])(
    `exports ${workflows.length} workflows that asl-validator accepts: %s`,
    (id) => {
      for (const workflow of workflows) {
        const { files } = engines.get(id)!.export(workflow, catalog);
        expect(aslErrors(JSON.parse(files[0]!.text)).slice(0, 600), files[0]!.text).toBe("");
      }
    },
  );
  it("does the same steps in the same order with the same inputs as the reference semantics", async () => {
    let steps = 0;
    for (const workflow of workflows) {
      if (endsBeside(workflow)) continue;
      const entries = expected(workflow);
      const { files } = asl.export(workflow, catalog);
      const done = await executed(workflow, files[0]!.text);
      expect(comparable(workflow, done), JSON.stringify(workflow)).toEqual(comparable(workflow, entries));
      steps += entries.length;
    }
    expect(steps).toBeGreaterThan(FULL ? 2000 : 120);
  });
  it("has the same steps in JSONata, which the interpreter does not know, and ends after the same ones", () => {
    // conditions and the item of a loop take more states in JSONPath
    const steps = (id: string, workflow: Workflow) =>
      [...statesOf(JSON.parse(engines.get(id)!.export(workflow, catalog).files[0]!.text))]
        .filter(([name, { Type }]) => !["Choice", "Pass"].includes(Type as string) && !/ decide /.test(name))
        .map(([name, { Type, End }]) => ({ name, Type, End }));
    for (const workflow of workflows) expect(steps("asl-jsonata", workflow)).toEqual(steps("asl", workflow));
  });
});

describe.each([...engines.values()].filter(({ flags }) => flags.roundTrip))("$title", (engine) => {
  it(`gives ${workflows.length} workflows back as they were`, () => {
    for (const workflow of workflows) {
      const { files, limitations } = engine.export(workflow, catalog);
      expect(limitations).toEqual([]);
      // no inputs and an empty list of them are the same
      const bare = JSON.stringify(workflow, (key, value) =>
        key === "inputs" && Object.keys(value).length === 0 ? undefined : value,
      );
      expect(engine.import!(JSON.parse(files[0]!.text), catalog)).toEqual(JSON.parse(bare));
    }
  });
});

describe("Serverless Workflow", () => {
  const serverless = engines.get("serverless")!;
  it(`exports ${workflows.length} workflows that the SDK's validator accepts, and whose directives lead somewhere`, () => {
    for (const workflow of workflows) {
      const document = JSON.parse(serverless.export(workflow, catalog).files[0]!.text);
      expect(() => validateServerless("Workflow", document), JSON.stringify(document, null, 1)).not.toThrow();
      for (const tasks of blocksOf(document)) {
        const names = new Set(tasks.flatMap(Object.keys));
        expect(names.size, "names of a block differ").toBe(tasks.length);
        for (const directive of directivesOf(tasks))
          expect(["continue", "exit", "end"].includes(directive) || names.has(directive), directive).toBe(
            true,
          );
      }
    }
  });
});

type Task = Record<string, Record<string, unknown>>;
function* blocksOf(node: unknown): Generator<Task[]> {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if ((key === "do" || key === "try") && Array.isArray(value)) yield value as Task[];
    yield* blocksOf(value);
  }
}
function* directivesOf(tasks: Task[]): Generator<string> {
  for (const task of tasks.flatMap((one) => Object.values(one))) {
    if (typeof task.then === "string") yield task.then;
    for (const branch of (task.switch as Task[] | undefined) ?? [])
      for (const { then } of Object.values(branch)) yield String(then);
  }
}
