import type { Workflow } from "@flowright/workflow";
import { cronOf } from "../cron.js";
import { placeholderTrigger } from "../limitations.js";
import type { Limitation } from "../types.js";

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** The EventBridge rule that starts the machine; undefined for workflows that are started by hand. */
export function eventRule({ trigger }: Workflow, limitations: Limitation[]): object | undefined {
  if (!trigger) return undefined;
  if (!("use" in trigger)) {
    limitations.push(placeholderTrigger(trigger.annotation, "machine"));
    return undefined;
  }
  const { use, inputs = {} } = trigger;
  const description = trigger.annotation ? { Description: trigger.annotation.slice(0, 512) } : {};
  const schedule = cron(use, inputs);
  if (schedule) return { ...description, ScheduleExpression: schedule, State: "ENABLED" };
  if (/^schedule\./.test(use)) {
    limitations.push({
      step: "trigger",
      code: "trigger",
      message: `${use} needs a schedule: fill in ScheduleExpression`,
    });
    return { ...description, ScheduleExpression: "rate(1 day)", State: "DISABLED" };
  }
  // constant inputs of the trigger filter by the event's detail
  const detail = Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, [value]]] : [],
    ),
  );
  return {
    ...description,
    EventPattern: {
      source: [`flowright.${use.split(/[.:_-]/)[0]}`],
      "detail-type": [use],
      ...(Object.keys(detail).length ? { detail } : {}),
    },
    State: "ENABLED",
  };
}

/**
 * EventBridge's `cron(minutes hours day month weekday year)` in UTC, or `rate(value unit)`. EventBridge requires one of
 * the two days to be `?`.
 */
function cron(use: string, inputs: Record<string, unknown>): string | undefined {
  if (use === "schedule.interval.every") {
    const found = /^PT?(\d+)([MHD])$/.exec(String(inputs.interval ?? ""));
    if (!found) return undefined;
    const unit = { M: "minute", H: "hour", D: "day" }[found[2]!];
    return `rate(${found[1]} ${unit}${found[1] === "1" ? "" : "s"})`;
  }
  const fields = cronOf(use, inputs)?.split(" ");
  if (!fields) return undefined;
  const [minute, hour, day, month, weekday] = fields;
  if (weekday === "*") return `cron(${minute} ${hour} ${day} ${month} ? *)`;
  const name = weekday === "1-5" ? "MON-FRI" : DAYS[Number(weekday)];
  return `cron(${minute} ${hour} ? ${month} ${name} *)`;
}
