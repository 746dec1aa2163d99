import type { Command } from "commander";

interface Entry {
  summary: string;
  load: () => Promise<Command>;
}

/**
 * Every command by name, in the order of `flowright --help`. A module is loaded only when its command is run: most of
 * them need packages that the others do not.
 */
export const COMMANDS: ReadonlyMap<string, Entry> = new Map(
  Object.entries({
    generate: {
      summary: "turn a request into a workflow",
      load: async () => (await import("./commands/generate.js")).generateCommand,
    },
    catalog: {
      summary: "search a catalogue, or check one of your own",
      load: async () => (await import("./commands/catalog.js")).catalogCommand,
    },
    validate: {
      summary: "check a workflow document",
      load: async () => (await import("./commands/validate.js")).validateCommand,
    },
    describe: {
      summary: "say in plain language what a workflow does",
      load: async () => (await import("./commands/describe.js")).describeCommand,
    },
    draw: {
      summary: "draw a workflow as a tree (flowright export --to mermaid: as a flow chart)",
      load: async () => (await import("./commands/describe.js")).drawCommand,
    },
    simulate: {
      summary: "run a workflow on sample data: what happens, in which order, with which inputs",
      load: async () => (await import("./commands/simulate.js")).simulateCommand,
    },
    export: {
      summary: "write a workflow for an engine; unsupported features are reported",
      load: async () => (await import("./commands/export.js")).exportCommand,
    },
    import: {
      summary: "read a workflow from another format",
      load: async () => (await import("./commands/import.js")).importCommand,
    },
    evaluate: {
      summary: "measure a model on a set of cases: how good it is and where it fails",
      load: async () => (await import("./commands/evaluate.js")).evaluateCommand,
    },
    compare: {
      summary: "run several models on the same cases: which is better, by how much, at what cost",
      load: async () => (await import("./commands/compare.js")).compareCommand,
    },
    judge: {
      summary: "let a model judge the answers of a run, and measure its agreement with the metrics",
      load: async () => (await import("./commands/judge.js")).judgeCommand,
    },
    score: {
      summary: "score candidate workflows against references: FlowSim, TreeBLEU, trigger and component match",
      load: async () => (await import("./commands/score.js")).scoreCommand,
    },
    prompts: {
      summary: "write the exact prompts for a set, to ask any model elsewhere",
      load: async () => (await import("./commands/prompts.js")).promptsCommand,
    },
    serve: {
      summary: "serve a local model over HTTP",
      load: async () => (await import("./commands/serve.js")).serveCommand,
    },
    gold: {
      summary: "check gold data: requests and their right workflows",
      load: async () => (await import("./commands/gold.js")).goldCommand,
    },
    dataset: {
      summary: "make training data for a catalogue",
      load: async () => (await import("./commands/dataset.js")).datasetCommand,
    },
    train: {
      summary: "train a model on a data set, from scratch or from another model (needs uv and Python 3.11)",
      load: async () => (await import("./commands/train.js")).trainCommand,
    },
  }),
);
