import { setMaxListeners } from "node:events";

/** Aborts at the first Ctrl-C; a second one ends the process at once. */
export function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  // Every question of every workflow that is made at once listens: that many listeners are no leak.
  setMaxListeners(0, controller.signal);
  process.once("SIGINT", () => {
    controller.abort();
    process.once("SIGINT", () => process.exit(130));
  });
  return controller.signal;
}
