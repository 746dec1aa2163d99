// Writes docs/engines.md and the worked example in docs/engines: the table is made from the engines' flags. --check: only compares.
import { readFileSync } from "node:fs";
import { describeWorkflow, engines } from "@flowright/engines";
import { coreCatalog } from "@flowright/workflow/node";
import { drawBpmn, drawN8n } from "./diagrams.mjs";
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

// The worked example: one workflow, exported to each engine.
const folder = new URL("../docs/engines/", import.meta.url);
const example = JSON.parse(readFileSync(new URL("example.json", folder), "utf8"));
const catalog = coreCatalog();
const exported = new Map(
  list.map((engine) => {
    const { files, limitations } = engine.export(example, catalog);
    for (const { name, text } of files)
      keep(new URL(name.replace("workflow", "example"), folder), text, "engines");
    return [engine.id, { text: files[0].text, limitations }];
  }),
);
keep(new URL("n8n.svg", folder), drawN8n(JSON.parse(exported.get("n8n").text)), "engines");
keep(new URL("bpmn.svg", folder), drawBpmn(exported.get("bpmn").text, example.name), "engines");
const told = (id) => {
  const { limitations } = exported.get(id);
  return limitations.length
    ? `Told on the way:\n\n${limitations.map(({ step, message }) => `- ${step}: ${message}`).join("\n")}\n`
    : "Nothing is left to tell.\n";
};
const excerpt = (id, from, count) => {
  const all = exported.get(id).text.split("\n");
  const start = all.findIndex((line) => line.includes(from));
  const indent = /^ */.exec(all[start])[0].length;
  return all
    .slice(start, start + count)
    .map((line) => line.slice(indent))
    .join("\n");
};

const text = `# Engines

\`flowright export FILE --to ENGINE\` writes a workflow in the form of an engine. What the engine cannot say is told on the standard
error (with \`--json\`: under \`limitations\`); nothing is dropped silently. This page is made by \`npm run engines\`.

${table}

## What an export is held against

\`src/simulate\` is a small interpreter of the document: the reference semantics. \`flowright simulate\` shows what it does on sample data.
Every engine gets the same workflows (\`test/support/worlds.ts\`): written ones, generated ones, and 100 in which every kind of node is
put inside of every other by chance.

- **AWS Step Functions**: asl-validator accepts the machine; aws-local-stepfunctions runs it with recorded answers of the tasks, and the
  tasks that it does, their order and their inputs are those of the reference. Not compared: workflows whose parallel branches
  fail or stop (when the other branch ends is open; so for every engine), and the second item of a loop that is left early (the local
  interpreter goes on with it, the service does not). Backslashes in templates go through Base64, which the service decodes and the local
  interpreter loses.
- **The same with JSONata** (\`--to asl-jsonata\`): asl-validator accepts the machine; over 1,000 conditions, also negated and joined, and values of every
  kind are evaluated by jsonata and are what the reference says. The local interpreter knows no JSONata: nothing is run.
- **Serverless Workflow**: the validator of the SDK accepts the document, and every directive leads to a task of its block. Its jq is
  run by jq itself (jq-wasm): over 3,000 conditions and values of every kind are what the reference says. The tasks around it are run by nothing here.
- **n8n**: \`npm run test:n8n\`, with n8n 2.8.4 itself (2.3 GB, installed into \`FLOWRIGHT_N8N\` or a temporary folder, some minutes the first
  time; not part of \`npm test\`). Every node type, version and parameter that an export may have is looked up in n8n's own descriptions;
  every workflow is imported; with the apps replaced by Set nodes each is executed, and the steps, their order and their inputs are compared
  with the reference. Last result: 7,269 nodes checked, 526 workflows imported, 453 executed and the same, 9 failed where the
  reference fails, 64 with parallel branches that fail or stop not compared, none wrong.
- **Windmill OpenFlow**: tsc accepts flows, scripts and schedules against the types that Windmill generates from its OpenAPI schema
  (windmill-client). Its JavaScript is run as it is; the modules around it by a small interpreter written from Windmill's documentation, not by
  Windmill.
- **BPMN**: bpmn-moddle reads it without a warning, every element is in the diagram, and bpmn-engine runs it: the same tasks in the same order with
  the same inputs. What bpmn-engine does not know of Camunda 8 (FEEL, input and output mappings, collections of loops) the test tells it; timers and
  the event that starts the process are taken out, called processes are noted, not run. Zeebe itself has not been tried.
- **Mermaid**: parsed by mermaid 12 for the 521 pairs over the core catalogue that there were then, all accepted (by hand: mermaid is too large to
  depend on and needs Node 22).
- **Flat form**: \`flowright import FILE --from flat\` gives back the very workflow that was exported.
- **From n8n**: of the 526 workflows exported to n8n, 492 come back by \`flowright import FILE --from n8n\` as trees that do the same
  steps in the same order; 34, all of those made by chance, are refused with the node that is in the way. All written and generated ones come back.

## One workflow in all of them

[\`engines/example.json\`](engines/example.json); the exports stand beside it.

\`\`\`text
${describeWorkflow(example, catalog)}
\`\`\`

![The example as a picture](engines/example.svg)

### AWS Step Functions

[\`example.asl.json\`](engines/example.asl.json) and, for the trigger, [\`trigger.eventbridge.json\`](engines/trigger.eventbridge.json). Each step is a Task
that calls a Lambda function named after it, with account and region to be filled in; outputs are kept under the step's id, so that a
reference \`s1.email\` is the path \`$.s1.email\`. A field that is missing when the machine runs ends it, where the reference semantics leave
the input out. Conditions in words are a Task \`flowright-decide\` that gives back true or false. "Stop" and "go on with the next
item" inside of a loop are errors that the state around catches.

\`\`\`mermaid
stateDiagram-v2
  [*] --> s1
  s1 --> s2
  state "s2: Map over the invoices" as s2 {
    [*] --> s3
    state s3 <<choice>>
    s3 --> s4: total above 5000
    s3 --> s5: otherwise
    s4 --> [*]
    s5 --> [*]
  }
  s2 --> [*]
\`\`\`

\`\`\`json
${excerpt("asl", '"s4 ', 11)}
\`\`\`

${told("asl")}
With JSONata, [\`example.asl-jsonata.json\`](engines/example.asl-jsonata.json), outputs are variables of the machine:

\`\`\`json
${excerpt("asl-jsonata", '"s4 ', 11)}
\`\`\`

### Serverless Workflow

[\`example.sw.json\`](engines/example.sw.json). Each step is a call of a function under \`use.functions\`, whose HTTP endpoint is to be filled in; outputs
are kept in \`$context\`. A text of the request with \`\${…}\` in it is written as a quoted jq text.

\`\`\`mermaid
flowchart LR
  schedule(["cron 0 9 * * 1"]) --> s1["call xero_invoice_search"] --> s2
  subgraph s2 ["for each invoice"]
    s3{"switch: total above 5000"} -->|yes| s4["call slack_message_send"]
    s3 -->|no| s5["call email_message_send"]
  end
\`\`\`

\`\`\`json
${excerpt("serverless", '"s4": {', 10)}
\`\`\`

${told("serverless")}
### n8n

[\`example.n8n.json\`](engines/example.n8n.json): paste it into the editor, or \`n8n import:workflow --input=example.n8n.json\`. 222 of the 292 steps
of the core catalogue are bound to n8n's own nodes (\`packages/workflow/catalogs/core/source/n8n.yaml\`), the six schedules are n8n's schedule trigger. Sorting, adding up, formatting and parsing
are a few lines in a Code node, the steps of \`ai\` are n8n's OpenAI node with a prompt. The other 64 are HTTP requests whose address is to be filled in, because n8n 2.8.4 has no node
for the app (Confluence, Datadog, DocuSign, Google Maps, Opsgenie, Statuspage, Workday, and the triggers of Dropbox, Freshdesk, Google Forms, Okta, PagerDuty, S3, ServiceNow and Zoom), or one
without such an operation (merging a pull request, refunds, absences of BambooHR, conversations of Intercom, groups of Okta, coupons of WooCommerce), or works on files where a
document has addresses (CSV, PDF).
Credentials are placeholders with a name. Steps that find several things give them on as one list, so that what follows runs once; a
failure inside of a try leaves by the node's error output.

![The example as n8n lays it out](engines/n8n.svg)

\`\`\`json
${excerpt("n8n", '"id": "s4"', 20)}
\`\`\`

${told("n8n")}
### Windmill OpenFlow

[\`example.openflow.json\`](engines/example.openflow.json) and [\`trigger.schedule.json\`](engines/trigger.schedule.json). Each step is a script in TypeScript
(Bun) whose body is to be filled in; the flow's input is the event. Windmill has no way to leave several blocks at once: a module that may end its
block before the end gives back \`{ flowright: "stop" }\` or \`"next"\`, and what comes after is done only if it did not.
A workflow that is one try whose catch is one action gets Windmill's failure module, and its runs then count as failed.

\`\`\`mermaid
flowchart LR
  s1["script: find invoices"] --> s2
  subgraph s2 ["forloopflow: results.s1"]
    s3{"branchone: total above 5000"} -->|yes| s4["script: send direct message"]
    s3 -->|default| s5["script: send email"]
  end
\`\`\`

\`\`\`json
${excerpt("openflow", '"id": "s4"', 18)}
\`\`\`

${told("openflow")}
### BPMN 2.0

[\`example.bpmn\`](engines/example.bpmn): for Camunda 8 (Zeebe); any BPMN viewer shows it. A list or record within a text is written in FEEL's notation, not as JSON. A step is a service task whose job type is the step's id; a condition
in words is a user task before its gateway.

![The example as its BPMN diagram is laid out](engines/bpmn.svg)

${told("bpmn")}
### Mermaid

\`\`\`mermaid
${exported.get("mermaid").text.trim()}
\`\`\`
`;
keep(new URL("../docs/engines.md", import.meta.url), text, "engines");
