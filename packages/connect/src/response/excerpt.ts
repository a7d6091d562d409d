/** Longest excerpt of an answer in a message, in characters. */
const maximumLength = 300;

/**
 * The beginning of a text that somebody else wrote, fit to be shown in one line: control, format and
 * unpaired surrogate characters and line breaks become spaces, and the length is capped.
 */
export function makeExcerpt(text: string, maximum = maximumLength): string {
  // Twice the length is enough to cut from, however long the text is.
  const line = text
    .slice(0, maximum * 4)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length > maximum ? `${characters.slice(0, maximum).join('')}…` : line;
}
