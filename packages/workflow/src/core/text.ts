/** A text without the byte order mark (U+FEFF) that some editors and shells put in front of UTF-8. */
export const stripBom = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);
