import { defineConfig } from "vitest/config";

// The checks that need an install of n8n: `npm run test:n8n`, before a release.
export default defineConfig({ test: { include: ["test/n8n/*.check.ts"], testTimeout: 3_600_000 } });
