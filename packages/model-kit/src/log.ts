/** Takes one line for the people who run the server. */
export type Log = (line: string) => void;

/** Writes to the standard error, which leaves the standard output to the program around the server. */
export const logToStandardError: Log = (line) => {
  process.stderr.write(`${line}\n`);
};
