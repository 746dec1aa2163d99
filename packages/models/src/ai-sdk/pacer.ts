import { setTimeout as sleep } from "node:timers/promises";

/** Spreads calls evenly so that at most this many begin in a minute. Without a limit it does not wait. */
export function pacer(callsPerMinute: number | undefined): (signal?: AbortSignal) => Promise<void> {
  let free = 0;
  return async (signal) => {
    if (!callsPerMinute) return;
    const now = Date.now();
    const turn = Math.max(now, free);
    free = turn + 60_000 / callsPerMinute;
    if (turn > now) await sleep(turn - now, undefined, signal ? { signal } : {});
  };
}
