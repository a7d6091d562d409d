/** A number and what it counts: `1 call`, `2,000 calls`; in the language of the reader where none is given. */
export function countWords(
  count: number,
  [one, many]: readonly [one: string, many: string],
  language?: string,
): string {
  return `${count.toLocaleString(language)} ${count === 1 ? one : many}`;
}
