import { LexicalRetriever } from "@flowright/generate/retrieval";
import {
  type Catalog,
  checkCatalog,
  type FieldSchema,
  type StepDefinition,
} from "@flowright/workflow/catalog";
import { FlowrightError, printable } from "@flowright/workflow/core";
import { readJson } from "@flowright/workflow/node";
import { Command } from "commander";
import pc from "picocolors";
import { openCatalog } from "../catalog.js";

interface Options {
  json?: boolean;
  catalog?: string;
  app?: string;
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const line = (step: StepDefinition) =>
  `${step.kind === "trigger" ? pc.blue("▶") : pc.dim("·")} ${step.id.padEnd(36)} ${printable(step.description || step.title)}`;

function check(file: string, options: Options): void {
  const { catalog, issues } = checkCatalog(readJson(file, "CATALOG_INVALID"));
  if (options.json) print(JSON.stringify({ valid: issues.length === 0, issues }));
  else if (catalog)
    print(
      `${pc.green("valid")}: ${catalog.apps.length} apps, ${catalog.steps.filter((s) => s.kind === "trigger").length} triggers, ${catalog.steps.filter((s) => s.kind === "action").length} actions`,
    );
  else
    for (const issue of issues)
      print(`${pc.red(issue.code)} ${pc.dim(issue.path)} ${printable(issue.message)}`);
  if (issues.length) process.exitCode = 1;
}

function list(options: Options): void {
  const catalog = openCatalog(options);
  const steps = catalog.steps.filter((step) => !options.app || step.app === options.app);
  if (!steps.length)
    throw new FlowrightError("USAGE", `the catalogue has no app "${options.app}"`, {
      hint: `It has: ${catalog.apps
        .map((app) => app.id)
        .slice(0, 12)
        .join(", ")}, …`,
    });
  if (options.json)
    print(JSON.stringify(steps.map(({ id, kind, app, title }) => ({ id, kind, app, title }))));
  else for (const step of steps) print(line(step));
}

function fields(schema: FieldSchema, indent = "    "): string[] {
  const object = schema.type === "array" ? (schema.items ?? {}) : schema;
  return Object.entries(object.properties ?? {}).map(([name, field]) => {
    const type = field.enum ? field.enum.join(" | ") : (field.format ?? field.type ?? "any");
    return `${indent}${name}${schema.required?.includes(name) ? pc.yellow("!") : ""} ${pc.dim(type)} ${printable(field.description ?? "")}`;
  });
}

/** The ids nearest to a mistyped one, by the words that they share. */
function suggestions(id: string, catalog: Catalog): string {
  const { triggers, actions } = new LexicalRetriever(catalog).retrieve(id.replace(/[._-]/g, " "), {
    actions: 2,
    triggers: 1,
  });
  const ids = [...actions, ...triggers].map((step) => step.id);
  return ids.length ? `Did you mean ${ids.join(", ")}?` : "`flowright catalog list` names them all.";
}

function show(id: string, options: Options): void {
  const catalog = openCatalog(options);
  const step = catalog.get(id);
  if (!step)
    throw new FlowrightError("CATALOG_STEP_UNKNOWN", `the catalogue has no step "${id}"`, {
      hint: suggestions(id, catalog),
    });
  if (options.json) {
    print(JSON.stringify(step, null, 2));
    return;
  }
  print(`${pc.bold(step.id)} ${pc.dim(step.kind)}\n${printable(step.description)}`);
  print(`  inputs (${pc.yellow("!")} required)\n${fields(step.inputs).join("\n") || "    none"}`);
  print(
    `  outputs${step.outputs.type === "array" ? " (a list of)" : ""}\n${fields(step.outputs).join("\n") || "    none"}`,
  );
  print(`  asked for as\n${step.phrases.map((phrase) => `    ${printable(phrase)}`).join("\n")}`);
}

function search(words: string[], options: Options): void {
  const { triggers, actions } = new LexicalRetriever(openCatalog(options)).retrieve(words.join(" "));
  if (options.json) {
    print(
      JSON.stringify({ triggers: triggers.map((step) => step.id), actions: actions.map((step) => step.id) }),
    );
    return;
  }
  for (const step of [...triggers, ...actions]) print(line(step));
  if (!triggers.length && !actions.length) print(pc.yellow("nothing found"));
}

const withCatalog = (command: Command) =>
  command
    .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
    .option("--json", "for machines");

export const catalogCommand = new Command("catalog")
  .addCommand(
    new Command("check")
      .description("check a catalogue file")
      .argument("<file>")
      .option("--json", "for machines")
      .action(check),
  )
  .addCommand(
    withCatalog(new Command("list").description("list the steps").option("--app <id>", "of one app")).action(
      list,
    ),
  )
  .addCommand(withCatalog(new Command("show").description("show one step").argument("<id>")).action(show))
  .addCommand(
    withCatalog(
      new Command("search").description("find steps by what they do").argument("<words...>"),
    ).action(search),
  )
  .addHelpText(
    "after",
    `
Examples:
  $ flowright catalog list --app slack
  $ flowright catalog show jira.issue.create
  $ flowright catalog search "tell the team in chat"
  $ flowright catalog check my-catalog.json`,
  );
