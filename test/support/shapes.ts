import type { Step, Workflow } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";

/** Nests every kind of node inside every other at random, with texts that engines quote differently. */
export function shape(rng: Random): Workflow {
  let id = 0;
  const lists = () => ({ ref: rng.chance(0.7) ? `s${list}` : "trigger.labels" });
  let list = 0;
  const node = (depth: number, loop: boolean): Step => {
    const own = { id: `s${++id}`, annotation: `part ${id}` };
    const block = (inLoop = loop) => Array.from({ length: rng.int(1, 3) }, () => node(depth - 1, inLoop));
    const leaves: (() => Step)[] = [
      () => ({
        ...own,
        use: "slack.message.post",
        inputs: { channel: "#a", text: { template: `it's {{trigger.title}} {} {0} "done"\n$.x ${"$"}{y}` } },
      }),
      () => ({
        ...own,
        use: "jira.issue.update",
        inputs: { issue: { ref: "trigger.key" }, priority: "high" },
      }),
      () => ({
        ...own,
        use: "email.message.send",
        inputs: { to: ["a@x.test", { ref: "trigger.assignee" }], body: "$.x {{" },
      }),
      () => ({ ...own, use: "sms.call.make", inputs: { phone: "fails" } }),
      () => ({ ...own, placeholder: true }),
      () => ({ ...own, wait: { duration: "PT2M" } }),
      () => ({ ...own, call: "Other flow" }),
      ...(rng.chance(0.4) ? [(): Step => ({ ...own, stop: true })] : []),
      ...(loop ? [(): Step => ({ ...own, next: true })] : []),
    ];
    if (depth === 0) return rng.pick(leaves)();
    const nested: (() => Step)[] = [
      () => ({ ...own, if: condition(rng), then: block(), ...(rng.chance(0.5) ? { else: block() } : {}) }),
      () => ({
        ...own,
        if: condition(rng),
        then: block(),
        elseIf: [{ if: condition(rng), annotation: "or", then: block() }],
        else: block(),
      }),
      () => ({ ...own, forEach: lists(), as: `item${id}`, do: block(true) }),
      () => ({ ...own, while: { says: "again" }, do: block(true) }),
      () => ({ ...own, until: { says: "done" }, do: block(true) }),
      () => ({ ...own, parallel: [block(), block()] }),
      () => ({ ...own, try: block(), catch: block() }),
    ];
    return rng.pick(rng.chance(0.6) ? nested : leaves)();
  };
  const search: Step = {
    id: `s${++id}`,
    annotation: "find",
    use: "jira.issue.search",
    inputs: { project: "A" },
  };
  list = id;
  return {
    version: 1,
    name: "shape",
    trigger: { use: "jira.issue.created" },
    steps: [search, ...Array.from({ length: rng.int(1, 4) }, () => node(3, false))],
  };
}

const condition = (rng: Random): Extract<Step, { if: unknown }>["if"] =>
  rng.pick([
    { left: { ref: "trigger.priority" }, op: "eq", right: "low" },
    { left: { ref: "trigger.title" }, op: "ne", right: "x" },
    { left: { ref: "trigger.title" }, op: "contains", right: "tri" },
    { left: { ref: "trigger.labels" }, op: "contains", right: "labels 1" },
    { left: { ref: "trigger.labels" }, op: "empty" },
    { left: { ref: "trigger.assignee" }, op: "filled" },
    { left: { ref: "trigger.title" }, op: "gt", right: 5 },
    { left: { ref: "trigger.title" }, op: "lt", right: { ref: "trigger.key" } },
    { left: 3, op: "ge", right: 2 },
    {
      all: [
        { left: { ref: "trigger.priority" }, op: "eq", right: "low" },
        { left: { ref: "trigger.url" }, op: "filled" },
      ],
    },
    {
      any: [
        { left: { ref: "trigger.priority" }, op: "eq", right: "x" },
        { not: { left: { ref: "trigger.url" }, op: "empty" } },
      ],
    },
    { not: { left: { ref: "trigger.title" }, op: "true" } },
    { says: "it looks good" },
  ] as const) as Extract<Step, { if: unknown }>["if"];
