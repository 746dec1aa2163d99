const OPEN = "\ue000";
const CLOSE = "\ue001";
const FIRST = 0xe100;

/** A place in a text that is still being put together; a single private-use character. */
export type Mark = string & { readonly __mark?: true };

/** Marks stretches of a text, so that their places are known after the text has been composed and restyled. */
export class Marks {
  #next = FIRST;

  /** The text with its ends marked, and the mark. */
  wrap(text: string): { text: string; mark: Mark } {
    const mark = String.fromCharCode(this.#next++);
    return { text: `${OPEN}${mark}${text}${CLOSE}${mark}`, mark };
  }
}

export const isMark = (char: string): boolean => {
  const code = char.charCodeAt(0);
  return code >= 0xe000 && code <= 0xf8ff;
};

/** Takes the marks out and says where they were: `[start, end)` in the clean text. */
export function unmark(text: string): { text: string; places: Map<Mark, [number, number]> } {
  const places = new Map<Mark, [number, number]>();
  let clean = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === OPEN) places.set(text[++i]!, [clean.length, clean.length]);
    else if (char === CLOSE) places.get(text[++i]!)![1] = clean.length;
    else clean += char;
  }
  return { text: clean, places };
}
