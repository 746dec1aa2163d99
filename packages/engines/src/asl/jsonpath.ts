import { isRef } from "@flowright/workflow";
import { choiceRule } from "./conditions.js";
import { parameters, pathOf } from "./expressions.js";
import type { Language } from "./language.js";

/** JSONPath with intrinsic functions, the default. Outputs are kept in the state's data under the steps' ids. */
export const jsonPath: Language = {
  argumentsField: "Parameters",
  start: () => ({ Parameters: { "trigger.$": "$" } }),
  task: (inputs, typeOf, keep) => ({ Parameters: parameters(inputs, typeOf), ResultPath: `$.${keep}` }),
  inputs: parameters,
  discardResult: () => ({ ResultPath: null }),
  catchResult: () => ({ ResultPath: "$.error" }),
  rule: choiceRule,
  map: (list, as, roots, id) => ({
    ItemsPath: isRef(list) ? pathOf(list.ref) : `$.${id}_items`,
    ItemSelector: {
      ...Object.fromEntries([...new Set(["trigger", ...roots])].map((root) => [`${root}.$`, `$.${root}`])),
      [`${as}.$`]: "$$.Map.Item.Value",
    },
  }),
  item: () => undefined,
  until: (ref) => ({ TimestampPath: pathOf(ref) }),
};
