// Prints each event as it comes: first the outline, node by node, then the inputs.
// Ctrl-C stops the model. node examples/streaming/index.mjs ["a request"]
import { generateEvents, loadModel } from "flowright";

const request = process.argv[2] ?? "every weekday at 8 get the weather for Oslo and if it rains text me";

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

const model = await loadModel();
try {
  for await (const event of generateEvents(request, { model, signal: stop.signal })) {
    if (event.type === "trigger") console.log("trigger", event.trigger.use ?? "none fits");
    if (event.type === "step") {
      const { step, depth } = event;
      console.log(`${"  ".repeat(depth)}${step.id} ${step.use ?? "flow"} “${step.annotation ?? ""}”`);
    }
    if (event.type === "filled") console.log("inputs of", event.node, JSON.stringify(event.inputs ?? {}));
    if (event.type === "missing") console.log("not specified:", event.missing.step, event.missing.input);
    if (event.type === "done") console.log("done in", Math.round(event.stats.totalMs), "ms");
  }
} catch (error) {
  if (!stop.signal.aborted) throw error;
  console.log("stopped");
} finally {
  await model.dispose();
}
