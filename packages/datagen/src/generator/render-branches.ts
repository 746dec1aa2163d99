import type { Condition, Step } from "@flowright/workflow";
import { lexicon } from "../lexicon/index.js";
import { fillTemplate } from "../text/index.js";
import { type BlockContext, renderInner } from "./block-context.js";
import type { ConditionFragment } from "./condition-forms.js";
import { renderAction } from "./render-action.js";
import { renderCondition } from "./render-condition.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** "if it is urgent, call Anna, otherwise stop" */
export function renderIf(builder: RequestBuilder, context: BlockContext): Fragment {
  const { rng } = builder;
  const words = lexicon.clauses.ifs;
  const id = builder.nextId();
  const tested = renderCondition(builder);
  const { text: when, annotation } = builder.annotate(tested.text);
  const known = [...builder.entities];
  const then = renderInner(builder, context, rng.chance(0.7) ? 1 : 2);
  const step: Extract<Step, { if: unknown }> = { id, if: tested.condition, annotation, then: then.steps };
  const single = then.steps.length === 1 && !then.open;
  if (single && rng.chance(0.33))
    return { text: `${then.text} ${rng.pick(words.after)} ${when}`, steps: [step], open: true };
  let text = `${rng.pick(words.before)} ${when}${rng.pick(words.then)}${then.text}`;
  const onApproval = "right" in tested.condition && JSON.stringify(tested.condition.left).includes(".status");
  if (!then.open && rng.chance(onApproval ? 0.5 : 0.2)) text += renderElseIfs(builder, context, step, known);
  builder.entities = [...known];
  if (!then.open && rng.chance(0.42)) {
    const otherwise = renderInner(builder, context, rng.chance(0.75) ? 1 : 2);
    step.else = otherwise.steps;
    text += `${rng.pick(words.elseJoints)}${rng.pick(words.else)}${rng.pick(words.elseThen)}${otherwise.text}`;
  }
  builder.entities = [...known];
  return { text, steps: [step], open: true };
}

/** Adds branches to an `if` step and gives their words. */
function renderElseIfs(
  builder: RequestBuilder,
  context: BlockContext,
  step: Extract<Step, { if: unknown }>,
  known: RequestBuilder["entities"],
): string {
  const { rng } = builder;
  const words = lexicon.clauses.ifs;
  const count = rng.int(1, rng.chance(0.2) ? 2 : 1);
  const elseIf = [];
  let text = "";
  for (let i = 0; i < count; i++) {
    builder.entities = [...known];
    const tested = otherValue(builder, step.if) ?? renderCondition(builder);
    const { text: when, annotation } = builder.annotate(tested.text);
    const then = renderInner(builder, context, 1);
    elseIf.push({ if: tested.condition, annotation, then: then.steps });
    text += `${rng.pick(words.elseIfJoints)}${rng.pick(words.elseIf)} ${when}${rng.pick(words.elseIfThen)}${then.text}`;
  }
  step.elseIf = elseIf;
  return text;
}

/** "If it is labelled bug, open an issue. If it is labelled idea, add a row.": one condition after the other. */
export function renderCases(builder: RequestBuilder, context: BlockContext): Fragment | undefined {
  const { rng } = builder;
  const words = lexicon.clauses.ifs;
  const known = [...builder.entities];
  let first: Condition | undefined;
  const parts: Fragment[] = [];
  for (let n = rng.chance(0.75) ? 2 : 3; n > 0; n--) {
    const tested = (first && otherValue(builder, first)) ?? renderCondition(builder);
    if ("says" in tested.condition) return undefined;
    first ??= tested.condition;
    const id = builder.nextId();
    const { text: when, annotation } = builder.annotate(tested.text);
    const then = renderInner(builder, context, rng.chance(0.7) ? 1 : 2);
    parts.push({
      text: `${rng.pick(words.cases)} ${when}${rng.pick(words.casesThen)}${then.text}`,
      steps: [{ id, if: tested.condition, annotation, then: then.steps }],
      open: true,
    });
    builder.entities = [...known];
  }
  const joint = context.sentences ? rng.pick(words.casesJoints) : "; ";
  return {
    text: parts.map((part) => part.text).join(joint),
    steps: parts.flatMap((part) => part.steps),
    open: true,
  };
}

/** "ask legal for approval; if approved, file it, if rejected tell Anna" */
export function renderApproval(builder: RequestBuilder, context: BlockContext): Fragment | undefined {
  const { rng } = builder;
  const ask = renderAction(builder, (step) => step.id === "approval.request.create");
  if (!ask) return undefined;
  // the entity to decide on is the approval, which is the latest
  const check = renderIf(builder, context);
  return {
    text: `${ask.text}${rng.pick(lexicon.clauses.ifs.approvalJoints)}${check.text}`,
    steps: [...ask.steps, ...check.steps],
    open: true,
  };
}

/** Another value of the same field, for "if it is A …, if it is B …". */
function otherValue(builder: RequestBuilder, condition: Condition): ConditionFragment | undefined {
  const { rng } = builder;
  if (!("right" in condition) || !/^(eq|contains)$/.test(condition.op) || !rng.chance(0.8)) return undefined;
  const ref = (condition.left as { ref?: string }).ref;
  const [root, key] = ref?.split(".") ?? [];
  const entity = builder.entities.find((one) => one.root === root);
  const schema = key ? entity?.schema.properties?.[key] : undefined;
  if (!entity || !schema || !key) return undefined;
  const { labels, statuses } = lexicon.values;
  const { approval, otherLabel, otherValue } = lexicon.conditions;
  const onApproval = entity.noun === "approval";
  const { text, value } = builder.literal(
    onApproval
      ? rng.pick(approval.answers)
      : rng.pick(schema.enum ?? (/label|tag/.test(key) ? labels : statuses)),
  );
  const op = condition.op as "eq" | "contains";
  if (op === "contains" && !/^(labels|tags)$/.test(key)) return undefined;
  const template = rng.pick(onApproval ? approval.otherAnswer : op === "contains" ? otherLabel : otherValue);
  return {
    text: fillTemplate(template, { value: text, words: key }),
    condition: { left: condition.left, op, right: value },
  };
}
