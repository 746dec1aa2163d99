import type { Value } from "@flowright/workflow";
import { DAYS } from "../../cron.js";

const UNITS: ReadonlyMap<string, string> = new Map([
  ["seconds", "S"],
  ["minutes", "M"],
  ["hours", "H"],
  ["days", "D"],
]);

/**
 * An amount of n8n's unit as an ISO 8601 duration: `PT2H`, `P1D`.
 * @param unit `seconds`, `minutes`, `hours` or `days`. Every other one is read as hours, n8n's default.
 */
export function durationOf(amount: number, unit: string): string {
  const letter = UNITS.get(unit) ?? "H";
  return `P${letter === "D" ? "" : "T"}${amount}${letter}`;
}

/** The catalogue's schedule for the rule of a schedule trigger; undefined for other rules. */
export function scheduleOf(
  parameters: Record<string, unknown>,
): { use: string; inputs: Record<string, Value> } | undefined {
  const rule = (parameters.rule as { interval?: Record<string, unknown>[] })?.interval?.[0] ?? {};
  if (rule.field === "cronExpression") return cronSchedule(String(rule.expression ?? ""));
  const unit = String(rule.field);
  const amount = UNITS.has(unit) ? rule[`${unit}Interval`] : undefined;
  return typeof amount === "number"
    ? { use: "schedule.interval.every", inputs: { interval: durationOf(amount, unit) } }
    : undefined;
}

function cronSchedule(expression: string): ReturnType<typeof scheduleOf> {
  const [minute, hour, day, month, weekday] = expression.split(" ");
  if (minute === undefined || hour === undefined || month !== "*" || !/^\d+ \d+$/.test(`${minute} ${hour}`))
    return undefined;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (day === "*" && weekday === "*") return { use: "schedule.day.every", inputs: { time } };
  if (day === "*" && weekday === "1-5") return { use: "schedule.weekday.every", inputs: { time } };
  const name = DAYS[Number(weekday)];
  if (day === "*" && name) return { use: "schedule.week.every", inputs: { day: name, time } };
  if (weekday === "*" && Number.isInteger(Number(day)))
    return { use: "schedule.month.every", inputs: { day_of_month: Number(day), time } };
  return undefined;
}
