/** A model that has room may turn away one call in so many, and so many at once. */
const callsForEach = 8;
const mostAtOnce = 8;

/**
 * Tells a model that is full from one that turns calls away now and then, whatever it is given: to lower
 * the level for each of those would leave it with one call at once. A model that is full turns away more
 * and more, and soon more than this; then each further one counts, until enough were answered again.
 */
export interface RefusalWatch {
  /** Notes a call that was answered. */
  answered(): void;
  /** Notes a call that was turned away. True where the model is full. */
  refused(): boolean;
}

export function createRefusalWatch(): RefusalWatch {
  /** How many more may be turned away. */
  let borne = mostAtOnce;
  return {
    answered() {
      borne = Math.min(mostAtOnce, borne + 1 / callsForEach);
    },
    refused() {
      const isFull = borne < 1;
      if (!isFull) borne -= 1;
      return isFull;
    },
  };
}
