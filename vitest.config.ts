import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // llama.cpp lives in the process: threads would load it many times over.
    pool: "forks",
    maxWorkers: 2,
    // some go over all written pairs, and a machine may be busy
    testTimeout: 300_000,
  },
});
