/** As cron counts them. */
export const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The five fields of cron for the catalogue's schedules; undefined where they do not say when. */
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
