/** A stretch of text in one style. */
export interface Run {
  text: string;
  /** CSS class of the picture; none: plain text. */
  style?: "id" | "title" | "quiet" | "missing";
}

/**
 * Advance widths in em: upper bounds over the fonts that `system-ui` stands for. The widest of these is DejaVu Sans,
 * whose tables the numbers come from. A width that is too large costs a line; one that is too small cuts text off.
 */
const NARROW = new Set(" !'(),-./:;IJ[\\]fijlrt|·");
const WIDE_ASCII = new Set("%@MWmw");
/** Bold letters are up to 15% wider. */
const BOLD = 1.15;

function advance(char: string): number {
  if (NARROW.has(char)) return 0.43;
  if (WIDE_ASCII.has(char)) return 1;
  if (char < "\u007f") return /[A-Z#&+<=>^~]/.test(char) ? 0.84 : 0.64;
  if (/[\p{M}\p{Cf}]/u.test(char)) return 0;
  if (char < "\u0250") return /[\p{Lu}æœ]/u.test(char) ? 1.1 : 0.72;
  return 1.3;
}

/** Upper bound of the width of a text, in pixels. */
export function widthOf(text: string, fontSize: number, bold = false): number {
  let sum = 0;
  for (const char of text) sum += advance(char);
  return sum * fontSize * (bold ? BOLD : 1);
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A word in pieces that fit; cut between graphemes, at least one a piece. */
function pieces(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word];
  const out: string[] = [];
  let piece = "";
  for (const { segment } of graphemes.segment(word)) {
    if (piece && !fits(piece + segment)) {
      out.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return piece ? [...out, piece] : out;
}

/**
 * Breaks runs into lines that are at most `width` pixels wide. Lines break at spaces, and within a word only where the
 * word alone is too wide. No character is lost but white space.
 */
export function wrap(runs: readonly Run[], width: number, fontSize: number): Run[][] {
  const lines: Run[][] = [];
  let line: Run[] = [];
  let used = 0;
  for (const run of runs) {
    const measure = (text: string) => widthOf(text, fontSize, run.style === "title");
    const words = run.text.split(/\s+/).filter(Boolean);
    for (const text of words.flatMap((word) => pieces(word, (part) => measure(part) <= width))) {
      const needed = measure(` ${text}`);
      if (line.length && used + needed > width) {
        lines.push(line);
        line = [];
        used = 0;
      }
      used += line.length ? needed : measure(text);
      line.push({ ...run, text });
    }
  }
  return line.length ? [...lines, line] : lines;
}
