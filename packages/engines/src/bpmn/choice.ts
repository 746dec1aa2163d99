import type { Condition, Step } from "@flowright/workflow";
import { undecidedCondition } from "../limitations.js";
import { question } from "./camunda.js";
import type { Level, ProcessContext } from "./context.js";
import { feelCondition } from "./feel.js";
import { type Exit, emptyLane, GAP, type Part, stackRows } from "./part.js";

/** The condition in FEEL, and a user task for each undecided part of it: the answers are variables. */
export function conditionOf(
  context: ProcessContext,
  id: string,
  condition: Condition,
  level: Level,
): { questions: Part[]; expression: string } {
  const questions: Part[] = [];
  const expression = feelCondition(condition, context.typeOf(id), (undecided) => {
    const answer = context.nextDecision();
    context.limitations.push(undecidedCondition(id, undecided, "a person decides it in a user task"));
    questions.push(
      context.task(
        level,
        "userTask",
        context.id(`${id}_decide`),
        `${undecided}?`,
        undefined,
        question(answer),
      ),
    );
    return answer;
  });
  return { questions, expression };
}

/** User tasks, then a gateway that takes `yes` where the condition holds and `no` where it does not. */
function choice(
  context: ProcessContext,
  step: { id: string; annotation?: string },
  condition: Condition,
  yes: Part,
  no: Part,
  level: Level,
): Part {
  const { questions, expression } = conditionOf(context, step.id, condition, level);
  const id = context.gateway(level.container, "exclusive", step.annotation ?? "?");
  const lane = no.entry === undefined && no.exits.length === 0 ? emptyLane() : undefined;
  const first: Exit = { from: id, name: "yes", condition: expression };
  const other: Exit = { from: id, name: "otherwise", otherwise: true };
  const exits: Exit[] = [];
  if (yes.entry === undefined) exits.push(first);
  else {
    context.flow(level.container, first, yes.entry);
    exits.push(...yes.exits);
  }
  if (lane) exits.push({ ...other, drop: true, level: lane.level });
  else {
    context.flow(level.container, { ...other, drop: true }, no.entry!);
    exits.push(...no.exits);
  }
  const branches = stackRows([yes, lane ?? no]);
  const head = context.shape(id, "gateway");
  const gateway: Part = {
    entry: id,
    exits,
    width: head.width + GAP + Math.max(yes.width, (lane ?? no).width, 0),
    up: Math.max(head.up, yes.up),
    down: Math.max(head.down, branches.down),
    place: (x, y) => {
      head.place(x, y);
      branches.place(x + head.width + GAP, y);
    },
  };
  return context.sequence([...questions, gateway], level.container);
}

export function buildIf(context: ProcessContext, step: Extract<Step, { if: unknown }>, level: Level): Part {
  const branches = [step, ...(step.elseIf ?? [])];
  return branches.reduceRight<Part>(
    (otherwise, branch) =>
      choice(
        context,
        { id: step.id, ...(branch.annotation ? { annotation: branch.annotation } : {}) },
        branch.if,
        context.block(branch.then, level),
        otherwise,
        level,
      ),
    context.block(step.else ?? [], level),
  );
}
