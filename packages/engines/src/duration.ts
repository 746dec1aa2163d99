const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** True for a date and time in ISO 8601 and UTC: `2026-01-31T09:00Z`, with or without seconds. */
export const isTimestamp = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z$/.test(value);

/**
 * The seconds of an ISO 8601 duration: `PT2H` is 7200. A day has 24 hours.
 * @returns undefined for anything else, and for durations in months or years.
 */
export function secondsOf(text: unknown): number | undefined {
  const found = typeof text === "string" && text !== "P" ? ISO.exec(text) : null;
  if (!found) return undefined;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found;
  return (
    Number(weeks) * 604_800 +
    Number(days) * 86_400 +
    Number(hours) * 3600 +
    Number(minutes) * 60 +
    Number(seconds)
  );
}
