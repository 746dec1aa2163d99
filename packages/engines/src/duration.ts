const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** A time of a day that a timer can wait for: ISO 8601 in UTC. */
export const isTimestamp = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z$/.test(value);

/** Seconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds; undefined for anything else. */
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
