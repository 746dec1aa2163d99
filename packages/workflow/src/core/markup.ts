/** A text as the content or the quoted attribute of HTML and XML: none of it is read as markup. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
