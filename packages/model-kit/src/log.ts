/** Takes one line for the people who run the server. */
export type Log = (line: string) => void;

/** Writes to the standard error, which leaves the standard output to the program around the server. */
export const logToStandardError: Log = (line) => {
  process.stderr.write(`${line}\n`);
};

/** What others wrote, as part of one line: no line break of theirs can look like a line of the server. */
export function toLine(words: string): string {
  return words.replaceAll(/\p{Cc}+/gu, ' ');
}
