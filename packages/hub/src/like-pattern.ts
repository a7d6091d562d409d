/** What `ilike` finds the words by, wherever they stand. */
export function toPattern(words: string): string {
  return `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}
