import { showControls } from '@patchbay/core/text/show-controls.ts';

/** What we ourselves send to a terminal: the styles of `paint`, and the way to draw over a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ours = /(\u{1b}\[(?:1|2|22|3[1-6]|39)m|\r\u{1b}\[2K)/u;

/**
 * A line for a terminal. What names, answers and messages of others have of control characters, which
 * could move its cursor, change its title or hide what was said, is written by its number.
 */
export function showText(text: string): string {
  return text
    .split(ours)
    .map((part, index) => (index % 2 === 1 ? part : showControls(part)))
    .join('');
}
