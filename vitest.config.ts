import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const packages = new URL("packages/", import.meta.url);

/** The workspaces' public paths, led to their sources: tests need no build of the library under test. */
// @flowright/llama is made by a bundler, and tests are to meet what it made
const alias = readdirSync(packages)
  .filter((folder) => folder !== "llama")
  .flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, packages), "utf8"));
    return Object.entries<{ default?: string }>(exports).flatMap(([path, { default: built }]) =>
      built === undefined
        ? []
        : [
            {
              find: new RegExp(`^${name}${path.slice(1)}$`),
              replacement: new URL(
                `${folder}/${built.replace("./dist/", "src/").replace(/js$/, "ts")}`,
                packages,
              ).pathname,
            },
          ],
    );
  });

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
    // llama.cpp lives in the process: threads would load it many times over.
    setupFiles: [new URL("test/support/one-thread.ts", import.meta.url).pathname],
    pool: "forks",
    // loading the same modules again for each file takes longer than the tests
    isolate: false,
    maxWorkers: 2,
    // a machine may be busy; what takes longer belongs into `npm run test:full`
    testTimeout: 20_000,
    // read when a module is loaded, so tests cannot set it later
    env: { NO_COLOR: "1" },
  },
});
