/** What no file system and no shell likes in a name: what separates folders, drives and streams, and controls. */
const unwanted = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu;

/** Words as far as a file may be called so, at most 80 characters; empty where nothing is left of them. */
export function toFileName(words: string): string {
  const name = words
    .toWellFormed()
    .replace(unwanted, ' ')
    .replace(/^[.\s]+/, '');
  return [...name].slice(0, 80).join('').trim();
}
