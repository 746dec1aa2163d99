import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseNotation } from "@flowright/workflow";
import { describe, expect, it } from "vitest";
import { file, flowright, folder } from "./support/command.js";

const flow = file(
  "flow.json",
  JSON.stringify({
    ...parseNotation(
      'on stripe.payment.failed // a payment fails\nif {trigger.amount} > 100 // it is large\n  sms.message.send phone="me" text={trigger.customer} // text me\n? // sigh',
    ),
    name: "Payments",
  }),
);

describe("flowright export", () => {
  it("prints the workflow for an engine, and tells apart what it cannot say", async () => {
    const run = await flowright(["export", flow, "--to", "serverless"]);
    expect(JSON.parse(run.out)).toMatchObject({ document: { dsl: "1.0.0", name: "payments" } });
    expect(run.err).toMatch(/! s3: no step for “sigh”/);
  });
  it("writes all files of an export", async () => {
    const target = join(folder, "machine.json");
    const run = await flowright(["export", flow, "--to", "asl", "-o", target]);
    expect([run.code, run.out]).toEqual([0, ""]);
    expect(JSON.parse(readFileSync(target, "utf8")).StartAt).toBe("start");
    expect(
      JSON.parse(readFileSync(join(folder, "trigger.eventbridge.json"), "utf8")).EventPattern,
    ).toBeDefined();
    const json = JSON.parse((await flowright(["export", flow, "--to", "asl", "--json"])).out);
    expect(json.files.map(({ name }: { name: string }) => name)).toEqual([
      "workflow.asl.json",
      "trigger.eventbridge.json",
    ]);
  });
  it("reads back what it wrote in a form that loses nothing", async () => {
    const target = join(folder, "flat.json");
    await flowright(["export", flow, "--to", "flat", "-o", target]);
    const back = await flowright(["import", target, "--from", "flat", "--json"]);
    expect(JSON.parse(back.out)).toEqual(JSON.parse(readFileSync(flow, "utf8")));
    const bad = await flowright(["import", flow, "--from", "flat"]);
    expect([bad.code, bad.err]).toEqual([1, expect.stringMatching(/\[FLAT_INVALID\]/)]);
  });
  it("reads back the tree from n8n, or says what is in the way", async () => {
    const target = join(folder, "n8n.json");
    await flowright(["export", flow, "--to", "n8n", "-o", target]);
    const back = await flowright(["import", target, "--from", "n8n", "--json"]);
    const { steps } = JSON.parse(back.out);
    expect(steps).toMatchObject([
      {
        if: { left: { ref: "trigger.amount" }, op: "gt", right: 100 },
        then: [{ use: "sms.message.send", inputs: { phone: "me", text: { ref: "trigger.customer" } } }],
      },
      { placeholder: true, annotation: "sigh" },
    ]);
    const bad = await flowright(["import", flow, "--from", "n8n"]);
    expect([bad.code, bad.err]).toEqual([1, expect.stringMatching(/\[N8N_INVALID\]/)]);
  });
  it("says what is wrong with a call or a workflow", async () => {
    expect((await flowright(["export", flow, "--to", "word"])).err).toMatch(
      /Allowed choices are asl, asl-jsonata, serverless, n8n, openflow, bpmn, mermaid, svg, flat/,
    );
    const bad = file(
      "bad.json",
      '{"version": 1, "name": "", "steps": [{"id": "s1", "use": "no.such.step"}]}',
    );
    const run = await flowright(["export", bad, "--to", "asl"]);
    expect([run.code, run.err]).toEqual([1, expect.stringMatching(/no.such.step[\s\S]*flowright validate/)]);
  });
});

describe("flowright describe, draw and simulate", () => {
  it("say what a workflow does", async () => {
    expect((await flowright(["describe", flow])).out).toMatch(
      /^Starts: Stripe: Payment failed\n1\. If the amount of the event is more than 100: \[s1\]\n {3}1\. SMS: Send SMS/,
    );
    expect((await flowright(["draw", flow])).out).toMatch(/^▶ Stripe: Payment failed/);
  });
  it("run it on data", async () => {
    const data = (amount: number) =>
      file("data.json", JSON.stringify({ trigger: { amount, customer: "Kim" } }));
    const large = await flowright(["simulate", flow, "--data", data(500), "--json"]);
    expect(
      large.out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: "s2", inputs: { phone: "me", text: "Kim" } },
      { id: "s3", kind: "placeholder" },
    ]);
    expect((await flowright(["simulate", flow, "--data", data(5)])).out).toMatch(
      /^s3 placeholder\n1 entries/,
    );
    const failing = file(
      "fail.json",
      '{"trigger": {"amount": 500}, "outputs": {"s2": {"error": "no money"}}}',
    );
    expect((await flowright(["simulate", flow, "--data", failing])).out).toMatch(/failed: no money/);
  });
});
