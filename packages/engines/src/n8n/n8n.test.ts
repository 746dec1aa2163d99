import { parseNotation } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { n8n } from "./index.js";

const catalog = coreCatalog();
function exported(notation: string) {
  const { files, limitations } = n8n.export(parseNotation(notation), catalog);
  const { nodes, connections } = JSON.parse(files[0]!.text);
  const byName = (name: string) => nodes.find((node: { name: string }) => node.name === name);
  return { nodes, connections, byName, limitations };
}

describe("n8n", () => {
  it("fills the parameters of the app's own node, and leaves out what is not said", () => {
    const { byName, limitations } = exported(
      'on github.issue.created repository="web" label="bug" // an issue\nslack.message.post channel="#ops" text="New: {{trigger.title}}" // post',
    );
    expect(byName("GitHub: Issue opened").parameters).toEqual({
      repository: { __rl: true, mode: "name", value: "web" },
      events: ["issues"],
      options: {},
    });
    expect(byName("Slack: Post message")).toMatchObject({
      type: "n8n-nodes-base.slack",
      parameters: {
        channelId: { __rl: true, mode: "name", value: "#ops" },
        text: `=New: {{ $("GitHub: Issue opened").first().json?.title ?? "" }}`,
      },
      credentials: { slackApi: { id: null, name: "Fill in: slackApi" } },
    });
    expect(limitations.map(({ step, message }) => `${step}: ${message}`)).toEqual([
      "trigger: n8n's trigger has no filter for label: check it after the trigger",
      "trigger: references read title of GitHub: Issue opened: n8n's node may use other field names",
    ]);
  });
  it("writes lists with commas, numbers as numbers, and other names for few values", () => {
    const { nodes } = exported(
      'email.message.send to=["a@x.test","b@x.test"] // mail\ngithub.issue.close issue="88" // close\nservicenow.incident.create summary="x" priority="moderate" // open\nzendesk.ticket.update ticket="1" status="odd" // change',
    );
    const parameters = nodes.map((node: { parameters: object }) => node.parameters);
    expect(parameters[1].toEmail).toBe("a@x.test,b@x.test");
    expect(parameters[2].issueNumber).toBe(88);
    expect(parameters[3].additionalFields).toEqual({ urgency: 2 });
    expect(parameters[4].updateFields).toBeUndefined();
  });
  it("lays nodes out so that none lies upon another", () => {
    const { nodes } = exported(
      'l: jira.issue.search // find\neach {l} as issue // each\n  if {issue.assignee} empty // nobody\n    slack.message.post channel="#a" // a\n  elif {issue.priority} == "high" // high\n    stop // stop\n  else\n    slack.message.post channel="#b" // b\nparallel // both\n  branch\n    sms.message.send phone="me" // text\n  branch\n    sms.call.make phone="me" // call\nslack.message.post channel="#c" // c',
    );
    const places = nodes.map((node: { position: number[] }) => node.position.join());
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(nodes.map((node: { name: string }) => node.name.toLowerCase())).size).toBe(nodes.length);
  });
});
