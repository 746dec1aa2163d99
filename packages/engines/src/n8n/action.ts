import type { Step } from "@flowright/workflow";
import { titleOf } from "../words.js";
import { applyBinding, bindingOf, isOwnCode } from "./bindings.js";
import { type NodeContext, portOf, type Scope } from "./context.js";
import { firstOf, listFrom } from "./expressions.js";
import type { N8nNode, Port } from "./graph.js";
import { appNode, placeholderRequest } from "./node-drafts.js";

/** The app's own node where the catalogue has a binding for it, else an HTTP request to be filled in. */
export function addAction(
  context: NodeContext,
  step: Extract<Step, { use: string }>,
  ports: readonly Port[],
  scope: Scope,
  roots: Map<string, string>,
): readonly Port[] {
  const { id, use, inputs = {} } = step;
  const definition = context.catalog.get(use);
  const name = titleOf(use, context.catalog);
  const write = context.writer(step, scope.roots);
  const binding = bindingOf(definition);
  const isList = definition?.outputs.type === "array";
  const common = {
    ...(scope.errors ? { onError: "continueErrorOutput" as const } : {}),
    ...(isList ? { alwaysOutputData: true } : {}),
    ...(step.annotation ? { notes: step.annotation, notesInFlow: true } : {}),
  };
  let node: N8nNode;
  if (binding) {
    const names = Object.keys(definition?.inputs.properties ?? {});
    const { parameters, unplaced } = applyBinding(binding, inputs, write, names);
    if (unplaced.length)
      context.limit(
        id,
        "binding",
        `n8n's node for ${name} has no field for ${unplaced.join(", ")}: add it by hand`,
      );
    if (!isOwnCode(binding)) context.reportFieldsRead(id, name);
    node = context.add(ports, step, name, { ...appNode(binding, parameters), ...common });
  } else {
    context.limit(
      id,
      "binding",
      `no n8n node is known for ${name}: an HTTP request marks the place; fill in its address`,
    );
    const given = Object.entries(inputs).map(([field, value]) => [field, write(value)] as const);
    node = context.add(ports, step, name, { ...placeholderRequest(use, given), ...common });
  }
  roots.set(id, isList ? listFrom(node.name) : firstOf(node.name));
  scope.errors?.push(portOf(node, 1));
  return [portOf(isList ? context.addOnce([portOf(node)], step) : node)];
}
