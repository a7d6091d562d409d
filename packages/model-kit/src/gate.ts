/** Lets only so many in at once. */
export interface Gate {
  /** Whether one more may enter; who does must leave. */
  enter(): boolean;
  leave(): void;
}

/** A gate for so many at once, or for any number. */
export function createGate(maximum = Number.POSITIVE_INFINITY): Gate {
  let inside = 0;
  return {
    enter() {
      if (inside >= maximum) return false;
      inside += 1;
      return true;
    },
    leave() {
      inside -= 1;
    },
  };
}
