import type { FieldSchema } from "@flowright/workflow/catalog";

const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    zero: 0,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    ninety: 90,
    a: 1,
    an: 1,
    half: 0.5,
    first: 1,
    second: 2,
    third: 3,
    fourth: 4,
    fifth: 5,
    tenth: 10,
    fifteenth: 15,
  }),
);
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    s: "TS",
    sec: "TS",
    second: "TS",
    m: "TM",
    min: "TM",
    mins: "TM",
    minute: "TM",
    h: "TH",
    hr: "TH",
    hrs: "TH",
    hour: "TH",
    d: "D",
    day: "D",
    w: "W",
    wk: "W",
    week: "W",
    mo: "M",
    month: "M",
    y: "Y",
    year: "Y",
  }),
);

/** "$1,200.50" → 1200.5, "5k" → 5000, "the 15th" → 15, "two" → 2. */
export function readNumber(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  if (NUMBERS.has(word)) return NUMBERS.get(word);
  const match =
    /^[$€£]?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(k|m|%|st|nd|rd|th)?(?: ?(?:dollars|euros|usd|eur|€|\$|percent))?$/.exec(
      word,
    );
  if (!match) return undefined;
  const value = Number(match[1]!.replaceAll(",", ""));
  return match[2] === "k" ? value * 1e3 : match[2] === "m" ? value * 1e6 : value;
}

/** "9", "9am", "9:30 pm", "noon", "14:00" → "09:00", … (24 hours). */
export function readTime(text: string): string | undefined {
  const word = text.trim().toLowerCase().replace(/\s+/g, "");
  if (word === "noon" || word === "midday") return "12:00";
  if (word === "midnight") return "00:00";
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?(am|pm|a\.m\.?|p\.m\.?|h|o'clock)?$/.exec(word);
  if (!match) return undefined;
  const half = match[3]?.[0];
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (hour > 24 || minute > 59 || ((half === "a" || half === "p") && hour > 12)) return undefined;
  if (half === "p" && hour < 12) hour += 12;
  if (half === "a" && hour === 12) hour = 0;
  return `${String(hour % 24).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** "2 hours", "15min", "half an hour", "a day" → ISO 8601: PT2H, PT15M, PT30M, P1D. */
export function readDuration(text: string): string | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^(the )?(last|past|next) /, "");
  if (/^half an? hour$/.test(word)) return "PT30M";
  const match = /^(?:(\d+(?:\.\d+)?|[a-z]+)[ -]?)?([a-z]+?)s?$/.exec(word);
  const unit = match && (UNITS.get(match[2]!) ?? UNITS.get(`${match[2]}s`));
  if (!match || !unit) return undefined;
  const count = match[1] === undefined ? 1 : (readNumber(match[1]) ?? undefined);
  return count === undefined ? undefined : `P${unit.startsWith("T") ? "T" : ""}${count}${unit.slice(-1)}`;
}

/**
 * Converts words of a request to a value of this field; undefined where they are none.
 * Dates stay in words: only an engine knows what "tomorrow" will be.
 */
export function coerce(schema: FieldSchema, text: string): string | number | boolean | undefined {
  const said = text.trim();
  if (!said) return undefined;
  if (schema.enum) {
    const wanted = said.toLowerCase();
    return schema.enum.find(
      (option) => option.toLowerCase() === wanted || option.toLowerCase().replaceAll(/[_-]/g, " ") === wanted,
    );
  }
  switch (schema.type) {
    case "number":
      return readNumber(said);
    case "integer": {
      const value = readNumber(said);
      return value !== undefined && Number.isInteger(value) ? value : undefined;
    }
    case "boolean":
      return /^(yes|true|on)$/i.test(said) ? true : /^(no|false|off)$/i.test(said) ? false : undefined;
    case "object":
    case "array":
      return undefined;
  }
  if (schema.format === "time") return readTime(said);
  if (schema.format === "duration") return readDuration(said);
  return said;
}
