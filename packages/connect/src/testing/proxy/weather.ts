/** What a line between two programs is like just now. */
export interface Weather {
  /**
   * - `open`: what comes is passed on
   * - `refusing`: nothing listens; connections that are open stay open
   * - `swallowing`: connections are accepted, and not a byte arrives anywhere until this is over
   * - `resetting`: a new connection is reset as soon as it is made
   */
  readonly state: 'open' | 'refusing' | 'swallowing' | 'resetting';
  /** How long each byte is under way, in milliseconds, in either direction. */
  readonly latencyMs: number;
  /** Bytes in a second, in either direction, for each connection. */
  readonly bytesPerSecond: number;
  /** A connection is reset after this many bytes of the answering side. */
  readonly cutAfterBytes: number;
}

export const fairWeather: Weather = {
  state: 'open',
  latencyMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  cutAfterBytes: Number.POSITIVE_INFINITY,
};
