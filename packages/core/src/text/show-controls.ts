/**
 * Characters that draw nothing and change what others look like: control characters but for line ends and
 * tabs, marks that turn the direction of writing, spaces without width. The joiners (U+200C, U+200D) stay:
 * emoji and several scripts are written with them.
 */
const hidden = /(?!\r\n)(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A text that somebody else wrote, to be shown: each character that nobody would see is written by its
 * number, as in `⟨U+202E⟩`, so that a name looks like what it is.
 */
export function showControls(text: string): string {
  return text.replaceAll(hidden, (character) => {
    const number = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${number}⟩`;
  });
}
