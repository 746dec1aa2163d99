// Writes docs/engines.md: the table is made from the engines' flags. With --check, only compares.
import { engines } from "../dist/engines/index.js";
import { keep } from "./keep.mjs";

const list = [...engines.values()];
const SIGNS = { native: "✓", emulated: "by a way round", none: "–" };
const row = (cells) => `| ${cells.join(" | ")} |`;
const kinds = Object.keys(list[0].flags.support);
const table = [
  row(["", ...list.map(({ title, id }) => `${title} (\`${id}\`)`)]),
  row(["---", ...list.map(() => "---")]),
  ...kinds.map((kind) => row([kind, ...list.map(({ flags }) => SIGNS[flags.support[kind]])])),
  row(["imported again, the same", ...list.map(({ flags }) => (flags.roundTrip ? "✓" : "–"))]),
  row(["checked by", ...list.map(({ flags }) => flags.checkedBy)]),
].join("\n");

const text = `# Engines

\`flowright export FILE --to ENGINE\` writes a workflow in the form of an engine. What the engine cannot say is told on the standard
error (with \`--json\`: under \`limitations\`); nothing is dropped silently. This page is made by \`npm run engines\`.

${table}

## What an export is held against

\`src/simulate\` is a small interpreter of the document: the reference semantics. \`flowright simulate\` shows what it does on sample data.
Every engine gets the same workflows (\`src/engines/conformance.test.ts\`): written ones, generated ones, and ones in which every kind of node is
put inside of every other by chance.

- **AWS Step Functions**: asl-validator accepts the machine; aws-local-stepfunctions runs it with recorded answers of the tasks, and the
  tasks that it does, their order and their inputs are those of the reference. Not compared: workflows whose parallel branches
  fail or stop (when the other branch ends is open), and the second item of a loop that is left early (the local interpreter goes on with
  it, the service does not). Backslashes in templates go through Base64, which the service decodes and the local interpreter loses.
- **Serverless Workflow**: the validator of the SDK accepts the document, and every directive leads to a task of its block. Its jq
  expressions are not run by anything here.
- **Mermaid**: parsed by mermaid 12 for the 521 written pairs over the core catalogue, all accepted (by hand: mermaid is too large to
  depend on and needs Node 22).

- **Flat form**: \`flowright import FILE --from flat\` gives back the very workflow that was exported.

## AWS Step Functions

    flowright generate --json "when a payment fails in stripe, wait 2 days, then email the customer" > flow.json
    flowright export flow.json --to asl -o machine.asl.json

gives \`machine.asl.json\` and, for the trigger, \`trigger.eventbridge.json\`. Each step is a Task that calls a Lambda function named after it
(\`stripe-subscription-cancel\`), with account and region to be filled in; outputs are kept under the step's id, so that a
reference \`s1.email\` is the path \`$.s1.email\`. A field that is missing when the machine runs ends it, where the reference semantics leave
the input out. Conditions in words are a Task \`flowright-decide\` that gives back true or false. "Stop" and "go on with the next
item" inside of a loop are errors that the state around catches.

## Serverless Workflow

Each step is a call of a function under \`use.functions\`, whose HTTP endpoint is to be filled in; outputs are kept in \`$context\`. A text
of the request with \`\${…}\` in it is written as a quoted jq text.

## Mermaid

\`\`\`mermaid
flowchart TD
  n0(["GitHub: Pull request merged"]):::start
  n1{"the branch of the event is “main”"}
  n0 --> n1
  n2["Jenkins: Run job"]
  n1 -->|"yes"| n2
  n3(["Done"])
  n2 --> n3
  n1 -->|"no"| n3
  classDef start stroke-width:3px
  classDef todo stroke-dasharray:5
\`\`\`
`;
keep(new URL("../docs/engines.md", import.meta.url), text, "engines");
