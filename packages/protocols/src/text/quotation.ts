/** Words as somebody quotes them from a text; those around them where they stand there several times. */
export interface Quotation {
  readonly quote: string;
  readonly before?: string | null | undefined;
  readonly after?: string | null | undefined;
}

/** A part of a text, half-open, in UTF-16 code units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}
