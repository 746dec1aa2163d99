// Writes docs/engines.md and the worked example in docs/engines; the table comes from the engines' flags.
// --check: only compares.
import { readFileSync } from "node:fs";
import { describeWorkflow, engines } from "@flowright/engines";
import { coreCatalog } from "@flowright/workflow/node";
import { drawBpmn, drawN8n } from "./diagrams.mjs";
import { writeGenerated } from "./write-generated.mjs";

const list = [...engines.values()];
const SIGNS = { native: "✓", emulated: "emulated", none: "–" };
const row = (cells) => `| ${cells.join(" | ")} |`;
const kinds = Object.keys(list[0].flags.support);
const table = [
  row(["", ...list.map(({ title, id }) => `${title} (\`${id}\`)`)]),
  row(["---", ...list.map(() => "---")]),
  ...kinds.map((kind) => row([kind, ...list.map(({ flags }) => SIGNS[flags.support[kind]])])),
  row(["round trip by import", ...list.map(({ flags }) => (flags.roundTrip ? "✓" : "–"))]),
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
      writeGenerated(new URL(name.replace("workflow", "example"), folder), text, "engines");
    return [engine.id, { text: files[0].text, limitations }];
  }),
);
writeGenerated(new URL("n8n.svg", folder), drawN8n(JSON.parse(exported.get("n8n").text)), "engines");
writeGenerated(new URL("bpmn.svg", folder), drawBpmn(exported.get("bpmn").text, example.name), "engines");
const limitationsOf = (id) => {
  const { limitations } = exported.get(id);
  return limitations.length
    ? `Limitations:\n\n${limitations.map(({ step, message }) => `- ${step}: ${message}`).join("\n")}\n`
    : "Limitations of this export: none.\n";
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

\`flowright export FILE --to ENGINE\` writes a workflow in the format of an engine. Unsupported features are printed on
standard error (with \`--json\`: under \`limitations\`); nothing is dropped silently. \`npm run engines\` writes this page.

✓: the engine has a construct of its own. _emulated_: the export builds it from other constructs.

${table}

## How exports are tested

\`packages/workflow/src/simulate\` is a small interpreter of the document. It defines the reference semantics;
\`flowright simulate\` shows them on sample data. Every engine gets the same workflows (\`test/support/worlds.ts\`):
written ones, generated ones, and 100 random ones in which every kind of node is nested in every other.

- **AWS Step Functions**: asl-validator accepts the machine. aws-local-stepfunctions runs it with recorded task results.
  The executed tasks, their order and their inputs equal the reference. Not compared: workflows whose parallel branches
  fail or stop, because it is not defined when the other branch ends (this holds for every engine); and the second item
  of a loop that is left early, because the local interpreter continues with it and the service does not. Backslashes in
  templates go through Base64, which the service decodes and the local interpreter loses.
- **AWS Step Functions, JSONata** (\`--to asl-jsonata\`): asl-validator accepts the machine. jsonata evaluates over 1,000
  conditions (also negated and combined) and values of every kind; the results equal the reference. The local
  interpreter does not support JSONata, so no machine is run.
- **Serverless Workflow**: the validator of the SDK accepts the document, and every directive leads to a task of its
  block. jq itself (jq-wasm) evaluates over 3,000 conditions and values of every kind; the results equal the reference.
  The tasks around the expressions are not run.
- **n8n**: \`npm run test:n8n\`, with n8n 2.8.4 itself (2.3 GB, installed into \`FLOWRIGHT_N8N\` or a temporary folder; the
  first run takes some minutes; not part of \`npm test\`). Every node type, version and parameter of the exports is looked
  up in n8n's own descriptions. Every workflow is imported. With the apps replaced by Set nodes each one is executed,
  and the steps, their order and their inputs are compared with the reference. Last result: 7,269 nodes checked, 526
  workflows imported, 453 executed and equal, 9 failed where the reference fails, 64 with parallel branches that fail or
  stop not compared, none wrong.
- **Windmill OpenFlow**: tsc accepts flows, scripts and schedules against the types that Windmill generates from its
  OpenAPI schema (windmill-client). The JavaScript is run as it is. The modules around it are run by a small interpreter
  written from Windmill's documentation, not by Windmill.
- **BPMN**: bpmn-moddle reads the file without a warning, every element is in the diagram, and bpmn-engine runs it: the
  same tasks in the same order with the same inputs. bpmn-engine does not know some parts of Camunda 8 (FEEL, input and
  output mappings, collections of loops); the test supplies these. Timers and the start event are removed, and called
  processes are recorded, not run. Zeebe itself has not been tried.
- **Mermaid**: mermaid 12 parsed all 521 written pairs over the core catalogue that existed at the time. This is a check
  by hand, because mermaid is too large a dependency and needs Node 22.
- **Flat form**: \`flowright import FILE --from flat\` returns exactly the workflow that was exported.
- **Import from n8n**: of the 526 workflows exported to n8n, \`flowright import FILE --from n8n\` reads 492 back as trees
  with the same steps in the same order. It refuses 34, all of them random, and names the node that has no structure. It
  reads back all written and generated ones.

## One workflow in every format

The workflow is [\`engines/example.json\`](engines/example.json); its exports are in the same folder.

\`\`\`text
${describeWorkflow(example, catalog)}
\`\`\`

![The example as a picture](engines/example.svg)

### AWS Step Functions

[\`example.asl.json\`](engines/example.asl.json) and, for the trigger,
[\`trigger.eventbridge.json\`](engines/trigger.eventbridge.json). Each step is a Task that calls a Lambda function named
after the step; fill in account and region. Outputs are kept under the step's id, so the reference \`s1.email\` is the path
\`$.s1.email\`. A missing field ends the machine at run time, whereas the reference semantics omit the input. A condition in
words is a Task \`flowright-decide\` that returns true or false. "Stop" and "continue with the next item" inside a loop are
errors that the surrounding state catches.

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

${limitationsOf("asl")}
With JSONata, [\`example.asl-jsonata.json\`](engines/example.asl-jsonata.json), outputs are variables of the machine:

\`\`\`json
${excerpt("asl-jsonata", '"s4 ', 11)}
\`\`\`

### Serverless Workflow

[\`example.sw.json\`](engines/example.sw.json). Each step is a call of a function under \`use.functions\`; fill in its HTTP
endpoint. Outputs are kept in \`$context\`. A text of the request that contains \`\${…}\` is written as a quoted jq text.

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

${limitationsOf("serverless")}
### n8n

[\`example.n8n.json\`](engines/example.n8n.json): paste it into the editor, or run
\`n8n import:workflow --input=example.n8n.json\`. 222 of the 292 steps of the core catalogue are bound to n8n's own nodes
(\`packages/workflow/catalogs/core/source/n8n.yaml\`); the six schedules are n8n's schedule trigger. Sorting, adding up,
formatting and parsing are a few lines in a Code node. The steps of \`ai\` are n8n's OpenAI node with a prompt.

The other 64 steps are HTTP requests; fill in their addresses. The reasons:

- n8n 2.8.4 has no node for the app: Confluence, Datadog, DocuSign, Google Maps, Opsgenie, Statuspage, Workday, and the
  triggers of Dropbox, Freshdesk, Google Forms, Okta, PagerDuty, S3, ServiceNow and Zoom.
- The node lacks the operation: merging a pull request, refunds, absences of BambooHR, conversations of Intercom, groups
  of Okta, coupons of WooCommerce.
- The node works on files where a workflow document has addresses: CSV, PDF.

Credentials are placeholders with a name. Steps that find several things pass them on as one list, so that the following
step runs once. A failure inside a try leaves through the node's error output.

![The example as n8n lays it out](engines/n8n.svg)

\`\`\`json
${excerpt("n8n", '"id": "s4"', 20)}
\`\`\`

${limitationsOf("n8n")}
### Windmill OpenFlow

[\`example.openflow.json\`](engines/example.openflow.json) and
[\`trigger.schedule.json\`](engines/trigger.schedule.json). Each step is a script in TypeScript (Bun); fill in its body. The
flow's input is the event. Windmill has no way to leave several blocks at once. A module that may end its block early
returns \`{ flowright: "stop" }\` or \`"next"\`, and later modules run only if it did not. A workflow that is one try whose
catch is one action gets Windmill's failure module; its runs then count as failed.

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

${limitationsOf("openflow")}
### BPMN 2.0

[\`example.bpmn\`](engines/example.bpmn) is for Camunda 8 (Zeebe); any BPMN viewer shows it. A step is a service task
whose job type is the step's id. A condition in words is a user task before its gateway. A list or record within a text
is written in FEEL's notation, not as JSON.

![The example as its BPMN diagram is laid out](engines/bpmn.svg)

${limitationsOf("bpmn")}
### Mermaid

\`\`\`mermaid
${exported.get("mermaid").text.trim()}
\`\`\`
`;
writeGenerated(new URL("../docs/engines.md", import.meta.url), text, "engines");
