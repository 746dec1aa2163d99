import { type Dialect, fieldAccess } from "../javascript.js";

/** Where the items of the loops around stand, by the loop's variable. */
export type Items = ReadonlyMap<string, string>;

/** The result of the module with this id. */
export const resultOf = (id: string): string =>
  /^[A-Za-z_]\w*$/.test(id) ? `results.${id}` : `results[${JSON.stringify(id)}]`;

/** The event is the flow's input, outputs are results. JSON texts are JavaScript texts. */
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
