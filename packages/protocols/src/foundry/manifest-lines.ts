/** The column (from 0) at which the key of a line begins, behind the dash of a list. */
export function keyColumn(line: string): number {
  return /^[\s-]*/.exec(line)?.[0].length ?? 0;
}

/** Spaces before a line. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The key of a line. */
export function nameOf(line: string): string {
  return line.slice(keyColumn(line)).split(':')[0]?.trim() ?? '';
}
