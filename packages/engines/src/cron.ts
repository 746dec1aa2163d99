/** Names of the days in the order of cron: 0 is Sunday. */
export const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/**
 * The schedule of a trigger in cron (minute hour day month weekday), without a time zone.
 * @param use The catalogue's trigger; only `schedule.*` are schedules.
 * @returns undefined for other triggers, and where the day is missing. A missing time is midnight.
 */
export function cronOf(use: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
  const [, hours = "0", minutes = "0"] = /^(\d\d):(\d\d)/.exec(String(inputs.time ?? "")) ?? [];
  const at = `${Number(minutes)} ${Number(hours)}`;
  const day = DAYS.indexOf(String(inputs.day));
  switch (use) {
    case "schedule.day.every":
      return `${at} * * *`;
    case "schedule.weekday.every":
      return `${at} * * 1-5`;
    case "schedule.week.every":
      return day < 0 ? undefined : `${at} * * ${day}`;
    case "schedule.month.every":
      return typeof inputs.day_of_month === "number" ? `${at} ${inputs.day_of_month} * *` : undefined;
    default:
      return undefined;
  }
}
