#!/usr/bin/env node
const args = process.argv.slice(2);
const only = (...names) => args.length === 1 && names.includes(args[0]);
// The two that everybody tries first answer without loading the rest.
if (only("--version", "-V")) console.log((await import("../dist/cli/version.js")).version);
else if (only("--help", "-h", "help")) process.stdout.write((await import("../dist/cli/help.js")).overview());
else process.exitCode = await (await import("../dist/cli/index.js")).main(args);
