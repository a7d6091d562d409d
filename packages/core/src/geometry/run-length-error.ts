/** Why a mask in run-length cannot be read or written. */
export class RunLengthError extends Error {
  /** The character of the packed counts, or the run of a list, at which it came to light. */
  readonly index: number;
  constructor(index: number, message: string) {
    super(message);
    this.name = 'RunLengthError';
    this.index = index;
  }
}
