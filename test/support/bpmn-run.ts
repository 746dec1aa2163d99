import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import { Engine } from "bpmn-engine";
import { BpmnModdle } from "bpmn-moddle";
import { evaluate } from "feelin";

const zeebe = createRequire(import.meta.url)("zeebe-bpmn-moddle/resources/zeebe.json");
const moddle = new BpmnModdle({ zeebe });

interface Mapping {
  $type: string;
  source?: string;
  target?: string;
  type?: string;
  inputCollection?: string;
  inputElement?: string;
  inputParameters?: Mapping[];
  outputParameters?: Mapping[];
}
interface Activity {
  id: string;
  type: string;
  behaviour: {
    extensionElements?: { values?: Mapping[] };
    loopCharacteristics?: {
      behaviour: {
        extensionElements?: { values?: Mapping[] };
        collection?: string;
        elementVariable?: string;
      };
    };
    Service?: unknown;
  };
  broker: {
    subscribeTmp(
      exchange: string,
      pattern: string,
      on: (key: string, message: { content: Record<string, unknown> }) => void,
      options: { noAck: boolean },
    ): void;
  };
}

/** What the process asks of the world. */
export interface Workers {
  /** Does a service task; throwing makes it fail. */
  act(id: string, type: string, inputs: Record<string, unknown>): unknown;
  /** Answers the question of a user task. */
  decide(id: string): boolean;
  call(id: string): void;
}

/**
 * Runs an exported process with bpmn-engine. What it does not know of Camunda 8 is told to it here: FEEL (feelin), input and output
 * mappings, collections of loops. Timers and the event that starts the process are taken out, called processes are noted.
 */
export async function runBpmn(
  xml: string,
  variables: Record<string, unknown>,
  workers: Workers,
): Promise<void> {
  const source = xml
    .replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, "")
    .replace(
      /<bpmn:intermediateCatchEvent( id="[^"]*"(?: name="[^"]*")?)>[\s\S]*?<\/bpmn:intermediateCatchEvent>/g,
      "<bpmn:task$1 />",
    )
    .replace(
      /(<bpmn:startEvent [^>]*[^/])>\s*<bpmn:(?:message|timer)EventDefinition[\s\S]*?<\/bpmn:startEvent>/g,
      "$1 />",
    )
    .replace(/bpmn:callActivity/g, "bpmn:serviceTask");
  const feel = (expression: string): unknown => {
    const found = evaluate(expression.slice(1), variables) as unknown;
    return typeof found === "object" && found !== null && "value" in found ? found.value : found;
  };
  const mappingsOf = (activity: Activity, list: "inputParameters" | "outputParameters") =>
    (activity.behaviour.extensionElements?.values ?? []).flatMap((one) => one[list] ?? []);
  const keep = (activity: Activity, name: string, value: unknown) => {
    for (const { source: from, target } of mappingsOf(activity, "outputParameters"))
      if (from === `=${name}`) variables[target!] = value;
  };
  let steps = 0;
  const camunda = (activity: Activity) => {
    const loop = activity.behaviour.loopCharacteristics?.behaviour;
    const over = loop?.extensionElements?.values?.find((one) => one.inputCollection);
    if (loop && over) {
      loop.collection = over.inputCollection!;
      // a name that the engine's own messages do not have
      loop.elementVariable = "flowright_item";
      const next = (_: string, { content }: { content: Record<string, unknown> }) => {
        variables[over.inputElement!] = content.flowright_item;
      };
      activity.broker.subscribeTmp("execution", "execute.iteration.next", next, { noAck: true });
    }
    if (activity.type !== "bpmn:ServiceTask") return;
    activity.behaviour.Service = class {
      execute(_: unknown, done: (error?: Error | null, output?: unknown) => void) {
        if (++steps > 2000) throw new Error("the process does not end");
        const type = activity.behaviour.extensionElements?.values?.find((one) => one.type)?.type;
        if (type === undefined) {
          workers.call(activity.id);
          return done(null);
        }
        const inputs = mappingsOf(activity, "inputParameters").flatMap(({ source: from, target }) => {
          const value = feel(from!);
          return value === null || value === undefined ? [] : [[target!, value] as const];
        });
        try {
          keep(activity, "output", workers.act(activity.id, type, Object.fromEntries(inputs)));
        } catch (error) {
          return done(error as Error);
        }
        done(null);
      }
    };
  };
  const listener = new EventEmitter();
  listener.on("activity.wait", (api: { id: string; type: string; owner: Activity; signal(): void }) => {
    if (api.type !== "bpmn:UserTask") return;
    if (++steps > 2000) throw new Error("the process does not end");
    keep(api.owner, "decision", workers.decide(api.id));
    api.signal();
  });
  const engine = new Engine({
    name: "conformance",
    moddleContext: (await moddle.fromXML(source)) as never,
    extensions: { camunda: camunda as never },
    expressions: {
      resolveExpression: (expression: unknown) =>
        typeof expression === "string" && expression.startsWith("=") ? feel(expression) : expression,
    } as never,
  });
  await new Promise<void>((resolve, reject) => {
    engine.execute({ listener: listener as never }, (error?: Error | null) =>
      error ? reject(error) : resolve(),
    );
  });
}
