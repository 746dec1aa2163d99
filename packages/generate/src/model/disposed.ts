import { FlowrightError } from "@flowright/workflow/core";

/** The error of a call after `dispose()`. */
export const disposedError = (id: string): FlowrightError =>
  new FlowrightError("MODEL_DISPOSED", `${id} was disposed and cannot be asked any more`, {
    hint: "Load the model again, or dispose of it after the last call.",
  });
