/** A piece of a text in JavaScript's UTF-16 code units, half-open, as the libraries count. */
export interface Span<Class extends string> {
  readonly class: Class;
  readonly start: number;
  readonly end: number;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Whether two spans share any character. */
export function isOverlapping(one: Span<string>, other: Span<string>): boolean {
  return one.start < other.end && other.start < one.end;
}
