/** Somebody at the door, as far as their request tells. */
export interface Visitor {
  /** The IP address from which they ask. */
  readonly address: string;
  /** What their browser calls itself. */
  readonly userAgent: string;
}
