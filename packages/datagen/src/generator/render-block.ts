import type { Condition, Step } from "@flowright/workflow";
import * as banks from "../lexicon/banks.js";
import { loopOver } from "./loop-list.js";
import { renderAction, renderShared } from "./render-action.js";
import { renderCondition } from "./render-condition.js";
import { renderCall, renderStop, renderWait } from "./render-simple.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

const DEEPEST = 3;
type Kind =
  | "action"
  | "approval"
  | "shared"
  | "if"
  | "cases"
  | "forEach"
  | "while"
  | "until"
  | "parallel"
  | "try"
  | "wait"
  | "stop"
  | "call";
const WEIGHTS: Readonly<Record<Kind, number>> = {
  action: 56,
  approval: 3,
  shared: 3,
  if: 20,
  cases: 2.5,
  forEach: 12,
  while: 0.8,
  until: 0.8,
  parallel: 2.5,
  try: 3,
  wait: 3,
  stop: 2,
  call: 1.5,
};

interface Around {
  depth: number;
  loop: boolean;
  /** Whole sentences may be used: nothing that encloses this block has to be closed in the same sentence. */
  sentences: boolean;
}

/** Tells a block of one to `most` parts. */
export function renderBlock(story: RequestBuilder, around: Around, most: number, must?: Kind): Fragment {
  const { rng } = story;
  const parts: Fragment[] = [];
  const count = rng.int(1, most);
  for (let i = 0; i < count || !parts.length; i++) {
    const last = i >= count - 1;
    const kind = must && i === (count > 1 ? 1 : 0) ? must : choose(story, around, last);
    const told =
      renderPart(story, kind, { ...around, sentences: around.sentences && last }) ?? renderAction(story);
    if (told) parts.push(told);
    if (kind === "stop") break;
  }
  return {
    text: join(story, parts, around),
    steps: parts.flatMap((part) => part.steps),
    open: parts.some((part) => part.open),
  };
}

function choose(story: RequestBuilder, around: Around, last: boolean): Kind {
  const { rng } = story;
  for (;;) {
    // Inside a branch people mostly ask for one plain thing; inside a loop they still decide.
    const kind = around.depth > 0 && rng.chance(around.loop ? 0.45 : 0.75) ? "action" : rng.weighted(WEIGHTS);
    if (around.depth >= DEEPEST && !/^(action|shared|wait|stop|call)$/.test(kind)) continue;
    if (!around.sentences && !last && !/^(action|shared|wait|call)$/.test(kind)) continue;
    if (kind === "stop" && (!last || around.depth === 0)) continue;
    return kind;
  }
}

const AFTER_BRANCH = [
  ". Then ",
  ". After that, ",
  ". Finally, ",
  ". Afterwards ",
  ". In any case ",
  ". Either way, ",
  ". At the end ",
];
const AFTER_LOOP = [
  ". Finally, ",
  ". Afterwards ",
  ". In the end, ",
  ". At the end ",
  ". When all are done, ",
  ". Once that's done for all of them, ",
  ". After the loop, ",
];

/** Joins parts. After a part that is still open only a new sentence may follow, or it would belong inside. */
function join(story: RequestBuilder, parts: readonly Fragment[], around: Around): string {
  const { rng } = story;
  let text = parts[0]?.text ?? "";
  const bullets =
    around.depth === 0 &&
    around.sentences &&
    parts.length > 2 &&
    rng.chance(0.06) &&
    parts.every((part) => !part.open);
  if (bullets) {
    const mark = rng.pick(["- ", "* ", "1"]);
    return parts.map((part, i) => `\n${mark === "1" ? `${i + 1}. ` : mark}${part.text}`).join("");
  }
  for (const [i, part] of parts.entries()) {
    if (i === 0) continue;
    const final = i === parts.length - 1;
    const open = parts[i - 1]!.open;
    const looped = parts[i - 1]!.steps.some((step) => "do" in step);
    // "If it is a bug, … If it is an idea, …": a sentence that begins with its own "if" needs no "then". After a
    // loop it would be read as a part of the loop.
    if (open && !looped && /^(if|in case) /.test(part.text) && rng.chance(0.7))
      text += rng.pick([". ", ". ", ".\n"]) + part.text;
    else if (open) text += rng.pick(looped ? AFTER_LOOP : AFTER_BRANCH) + part.text;
    else if (around.sentences && rng.chance(0.3))
      text +=
        rng.pick([
          ". Then ",
          ". ",
          ". After that, ",
          ". Next, ",
          ". Also ",
          ". Afterwards, ",
          ".\n",
          ". Finally, ",
        ]) + part.text;
    else if (final)
      text +=
        rng.pick([
          " and ",
          " and ",
          ", and ",
          ", then ",
          " and then ",
          ", and then ",
          "; then ",
          ", and finally ",
          " and also ",
          ", after that ",
          " + ",
          " -> ",
          " & ",
          ", plus ",
        ]) + part.text;
    else
      text +=
        rng.pick([", ", ", ", ", then ", " and ", ", and ", "; ", " then ", ", next ", " -> "]) + part.text;
  }
  return text;
}

function renderPart(story: RequestBuilder, kind: Kind, around: Around): Fragment | undefined {
  switch (kind) {
    case "action":
      return softened(story, renderAction(story));
    case "shared":
      return renderShared(story);
    case "if":
      return renderIf(story, around);
    case "cases":
      return renderCases(story, around);
    case "approval":
      return renderApproval(story, around);
    case "forEach":
      return renderForEach(story, around);
    case "while":
    case "until":
      return renderRepeat(story, kind, around);
    case "parallel":
      return renderParallel(story, around);
    case "try":
      return renderTry(story, around);
    case "wait":
      return renderWait(story);
    case "stop":
      return renderStop(story, around.loop);
    case "call":
      return renderCall(story);
  }
}

const LEADS = [
  "please",
  "also",
  "just",
  "automatically",
  "make sure to",
  "go ahead and",
  "immediately",
  "be sure to",
];
const REASONS = [
  "right away",
  "so nobody misses it",
  "so that everyone knows",
  "so we don't forget",
  "so that nothing gets lost",
  "so the team can see it",
  "as usual",
  "like we always do",
  "because it is urgent",
  "to keep everyone in the loop",
  "so I can look at it later",
  "for our records",
  "without delay",
];

/** What people put around a wish that asks for nothing more: it belongs to no annotation. */
function softened(story: RequestBuilder, told: Fragment | undefined): Fragment | undefined {
  const { rng } = story;
  if (!told || told.open) return told;
  const lead = rng.chance(0.08) ? `${rng.pick(LEADS)} ` : "";
  const reason = rng.chance(0.05) ? ` ${rng.pick(REASONS)}` : "";
  const aside = rng.chance(0.04) ? ` (${rng.pick(banks.ASIDES)})` : "";
  const begun = rng.chance(0.025) ? `${rng.pick(banks.FALSE_STARTS)}${rng.pick(banks.TURNS)}` : "";
  return { ...told, text: `${begun}${lead}${told.text}${aside}${reason}` };
}

/** Things told in the given block stay inside it. */
function inner(story: RequestBuilder, around: Around, most: number, loop = around.loop): Fragment {
  return story.scoped(() => renderBlock(story, { depth: around.depth + 1, loop, sentences: false }, most));
}

function renderIf(story: RequestBuilder, around: Around): Fragment {
  const { rng } = story;
  const id = story.id();
  const told = renderCondition(story);
  const said = story.note(told.text);
  const known = [...story.things];
  const then = inner(story, around, rng.chance(0.7) ? 1 : 2);
  const step: Step = { id, if: told.condition, annotation: said.annotation, then: then.steps };
  const single = then.steps.length === 1 && !then.open;
  if (single && rng.chance(0.33))
    return {
      text: `${then.text} ${rng.pick(["if", "if", "if", "only if", "but only if", "in case", "when", "only when", "provided", "as long as", "whenever"])} ${said.text}`,
      steps: [step],
      open: true,
    };
  const word = rng.pick(
    ["if", "if", "if", "if", "in case", "when", "should it be that", "only if", "whenever"].slice(0, 7),
  );
  let text = `${word} ${said.text}${rng.pick([", ", ", ", " then ", ", then ", " ", " "])}${then.text}`;
  const approval = "right" in told.condition && JSON.stringify(told.condition.left).includes(".status");
  if (!then.open && rng.chance(approval ? 0.5 : 0.2)) {
    const chained = rng.int(1, rng.chance(0.2) ? 2 : 1);
    const elseIf = [];
    for (let i = 0; i < chained; i++) {
      story.things = [...known];
      const next = sibling(story, told.condition) ?? renderCondition(story);
      const note = story.note(next.text);
      const block = inner(story, around, 1);
      elseIf.push({ if: next.condition, annotation: note.annotation, then: block.steps });
      text += `${rng.pick([", ", "; ", ". ", ", "])}${rng.pick(["else if", "otherwise if", "if", "elseif", "or if", "but if"])} ${note.text}${rng.pick([", ", " then ", ", "])}${block.text}`;
    }
    step.elseIf = elseIf;
  }
  story.things = [...known];
  if (!then.open && rng.chance(0.42)) {
    const other = inner(story, around, rng.chance(0.75) ? 1 : 2);
    step.else = other.steps;
    text += `${rng.pick([", ", "; ", ", ", ". ", " "])}${rng.pick(["otherwise", "otherwise", "else", "if not", "or else", "otherwise just", "in all other cases", "if it isn't"])}${rng.pick([" ", " ", ", "])}${other.text}`;
  }
  story.things = [...known];
  return { text, steps: [step], open: true };
}

/** "If it is labelled bug, open an issue. If it is labelled idea, add a row.": one question after the other. */
function renderCases(story: RequestBuilder, around: Around): Fragment | undefined {
  const { rng } = story;
  const known = [...story.things];
  let asked: Condition | undefined;
  const parts: Fragment[] = [];
  for (let n = rng.chance(0.75) ? 2 : 3; n > 0; n--) {
    const told = (asked && sibling(story, asked)) ?? renderCondition(story);
    if ("says" in told.condition) return undefined;
    asked ??= told.condition;
    const id = story.id();
    const said = story.note(told.text);
    const then = inner(story, around, rng.chance(0.7) ? 1 : 2);
    const lead = `${rng.pick(["if", "if", "if", "when", "in case"])} ${said.text}${rng.pick([", ", ", ", " then ", ", just ", ": "])}`;
    parts.push({
      text: lead + then.text,
      steps: [{ id, if: told.condition, annotation: said.annotation, then: then.steps }],
      open: true,
    });
    story.things = [...known];
  }
  const between = around.sentences ? rng.pick([". ", ". ", ".\n", "; "]) : "; ";
  return {
    text: parts.map((part) => part.text).join(between),
    steps: parts.flatMap((part) => part.steps),
    open: true,
  };
}

/** "ask legal for approval; if approved, file it, if rejected tell Anna" */
function renderApproval(story: RequestBuilder, around: Around): Fragment | undefined {
  const { rng } = story;
  const ask = renderAction(story, (step) => step.id === "approval.request.create");
  if (!ask) return undefined;
  // the thing to decide on is the approval, which was told last
  const check = renderIf(story, around);
  return {
    text: `${ask.text}${rng.pick([", ", "; ", ". ", " and ", ", and ", ". "])}${check.text}`,
    steps: [...ask.steps, ...check.steps],
    open: true,
  };
}

/** Another value of the same field, for "if it is A …, if it is B …". */
function sibling(story: RequestBuilder, condition: Condition) {
  if (!("right" in condition) || !/^(eq|contains)$/.test(condition.op) || !story.rng.chance(0.8))
    return undefined;
  const ref = (condition.left as { ref?: string }).ref;
  if (!ref) return undefined;
  const [root, key] = ref.split(".");
  const thing = story.things.find((one) => one.root === root);
  const schema = key ? thing?.schema.properties?.[key] : undefined;
  if (!thing || !schema || !key) return undefined;
  const approval = thing.noun === "approval";
  const said = story.said(
    approval
      ? story.rng.pick(["rejected", "denied", "approved"])
      : story.rng.pick(schema.enum ?? (/label|tag/.test(key) ? banks.LABELS : banks.STATUSES)),
  );
  const labels = condition.op === "contains";
  if (labels && !/^(labels|tags)$/.test(key)) return undefined;
  const form = approval
    ? ["", "it is ", "it's ", ""]
    : labels
      ? ["it is labelled ", "it's labelled ", "it's tagged ", "labelled ", "it has the label "]
      : ["it is ", "it's ", `the ${key} is `, "", `its ${key} is `];
  return {
    text: `${story.rng.pick(form)}${said.text}`,
    condition: { left: condition.left, op: condition.op as "eq" | "contains", right: said.value },
  };
}

function renderForEach(story: RequestBuilder, around: Around): Fragment | undefined {
  const { rng } = story;
  const known = [...story.things];
  const over = loopOver(story);
  if (!over) return undefined;
  const known2 = [...story.things];
  const id = story.id();
  const as = story.loopVariable(over.list);
  const list = story.things.find((thing) => thing.root === (over.list as { ref: string }).ref);
  if (list?.schema.items) story.see({ root: as, noun: over.noun, schema: list.schema.items, app: list.app });
  const sentences = around.sentences && around.depth === 0;
  const cases = sentences && rng.chance(0.35) ? "cases" : undefined;
  const body = renderBlock(
    story,
    { depth: around.depth + 1, loop: true, sentences },
    rng.chance(0.5) ? 1 : 3,
    cases,
  );
  story.things = over.before.length ? known2 : known;
  // The words between NULs (or after one) are the loop's own: the rest belongs to the steps before it.
  const [lead = "", own = "", rest = ""] = over.text.includes("\u0000")
    ? over.text.split("\u0000")
    : ["", over.text];
  const said = story.note(own.replace(/ and$/, ""));
  const tail = own.endsWith(" and")
    ? " and "
    : rest
      ? rng.pick([" and ", ", "])
      : rng.pick([", ", " ", ", "]);
  const steps: Step[] = [
    ...over.before,
    { id, forEach: over.list, as, annotation: said.annotation, do: body.steps },
  ];
  if (
    !lead &&
    !rest &&
    body.steps.length === 1 &&
    !body.open &&
    rng.chance(0.15) &&
    /^for (each|every)/.test(own)
  )
    return { text: `${body.text} ${said.text}`, steps, open: true };
  return { text: `${lead}${said.text}${rest}${tail}${body.text}`, steps, open: true };
}

function renderRepeat(story: RequestBuilder, kind: "while" | "until", around: Around): Fragment {
  const { rng } = story;
  const id = story.id();
  const told = renderCondition(story);
  const said = story.note(told.text);
  const body = inner(story, around, 1);
  const step: Step =
    kind === "while"
      ? { id, while: told.condition, annotation: said.annotation, do: body.steps }
      : { id, until: told.condition, annotation: said.annotation, do: body.steps };
  if (kind === "while")
    return {
      text:
        rng.chance(0.7) || body.open
          ? `${rng.pick(["while", "as long as", "so long as"])} ${said.text}${rng.pick([", ", " "])}${body.text}`
          : `${body.text} ${rng.pick(["while", "as long as"])} ${said.text}`,
      steps: [step],
      open: true,
    };
  return {
    text:
      rng.chance(0.6) && !body.open
        ? `${body.text} ${rng.pick(["until", "again and again until", "over and over until"])} ${said.text}`
        : `${rng.pick(["repeat until", "until", "keep going until", "keep trying until"])} ${said.text}${rng.pick([": ", ", "])}${body.text}`,
    steps: [step],
    open: true,
  };
}

function renderParallel(story: RequestBuilder, around: Around): Fragment | undefined {
  const { rng } = story;
  const id = story.id();
  const branches: Fragment[] = [];
  const before = rng.chance(0.7);
  const said = story.note(
    rng.pick([
      "at the same time",
      "in parallel",
      "simultaneously",
      "at once",
      "side by side",
      "concurrently",
    ]),
  );
  for (let i = rng.int(2, 3); i > 0; i--) {
    const told = story.scoped(() => renderAction(story));
    if (told && told.steps.length === 1) branches.push(told);
  }
  if (branches.length < 2 || around.depth >= DEEPEST) return undefined;
  const list = branches.map((branch) => branch.text);
  const text = `${list.slice(0, -1).join(", ")} and ${list[list.length - 1]}`;
  return {
    text: before ? `${said.text}${rng.pick([" ", ", ", ": "])}${text}` : `${text} ${said.text}`,
    steps: [{ id, parallel: branches.map((branch) => branch.steps), annotation: said.annotation }],
    open: true,
  };
}

function renderTry(story: RequestBuilder, around: Around): Fragment | undefined {
  const { rng } = story;
  const id = story.id();
  const known = [...story.things];
  const body = story.scoped(() => renderAction(story));
  if (!body) return undefined;
  const said = story.note(
    rng.pick([
      "if that fails",
      "if it fails",
      "if this fails",
      "if there is an error",
      "on error",
      "if something goes wrong",
      "should that fail",
      "if that doesn't work",
      "in case of an error",
      "if it does not work",
      "if an error occurs",
      "on failure",
    ]),
  );
  story.things = known;
  const rescue = inner(story, around, 1);
  const lead = rng.chance(0.35) ? "try to " : "";
  return {
    text: `${lead}${body.text}${rng.pick([", ", "; ", ", and ", ". ", " and "])}${said.text}${rng.pick([", ", " ", ", then "])}${rescue.text}`,
    steps: [{ id, try: body.steps, catch: rescue.steps, annotation: said.annotation }],
    open: true,
  };
}
