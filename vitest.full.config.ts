import { readdirSync, readFileSync } from "node:fs";
import fast from "./vitest.config.js";

/** The tests over a sample (they import `test/support/corpus.ts`), here over all workflows and all written pairs. */
const sampled = ["packages", "test"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => /^(?:test|packages\/[^/]+\/src)\/.*\.test\.ts$/.test(name))
  .filter((name) => readFileSync(name, "utf8").includes("support/corpus.js"));

export default {
  ...fast,
  test: {
    ...fast.test,
    include: [...sampled, "test/**/*.full.ts"],
    env: { ...fast.test?.env, FLOWRIGHT_FULL: "1" },
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
  },
};
