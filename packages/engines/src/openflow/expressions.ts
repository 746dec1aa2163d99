import { type Dialect, fieldAccess } from "../javascript.js";

/** The expressions of the items of enclosing loops, by loop variable. */
export type Items = ReadonlyMap<string, string>;

/** The result of the module with this id. */
export const resultOf = (id: string): string =>
  /^[A-Za-z_]\w*$/.test(id) ? `results.${id}` : `results[${JSON.stringify(id)}]`;

/** The trigger's output is the flow's input, and outputs are results. A JSON text is a JavaScript text. */
export const inFlow = (items: Items): Dialect => ({
  path(ref) {
    const [root = "", ...keys] = ref.split(".");
    return fieldAccess(
      root === "trigger" ? "flow_input" : (items.get(root) ?? resultOf(root)),
      keys,
      JSON.stringify,
    );
  },
  literal: JSON.stringify,
});
