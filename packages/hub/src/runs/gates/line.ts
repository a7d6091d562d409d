/** Who stands in a line, and how they leave it. */
export interface Waiting {
  /** Leaves the line, and rejects with its reason, as soon as it is aborted. */
  readonly signal: AbortSignal;
  /** Passes all who are not: a preview, for which a person waits. */
  readonly isFirst?: boolean;
}

/** A line in which some go first: previews before all others, each in the order in which they came. */
export interface Line {
  /** Resolves when it is one's turn. */
  join(waiting: Waiting): Promise<void>;
  /** Lets the next one in; false where nobody waits. */
  admit(): boolean;
  /** Sends all away with an error. */
  dismiss(error: unknown): void;
  readonly size: number;
  /** How many of them go first. */
  readonly firsts: number;
}

interface Place {
  enter(): void;
  leave(error: unknown): void;
}

export function createLine(): Line {
  const first = new Set<Place>();
  const rest = new Set<Place>();

  function takeNext(): Place | undefined {
    const queue = first.size > 0 ? first : rest;
    const [next] = queue;
    if (next) queue.delete(next);
    return next;
  }

  return {
    join({ signal, isFirst = false }) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const queue = isFirst ? first : rest;
        const giveUp = () => {
          queue.delete(place);
          reject(signal.reason);
        };
        const place: Place = {
          enter() {
            signal.removeEventListener('abort', giveUp);
            resolve();
          },
          leave(error) {
            signal.removeEventListener('abort', giveUp);
            reject(error);
          },
        };
        signal.addEventListener('abort', giveUp, { once: true });
        queue.add(place);
      });
    },
    admit() {
      const next = takeNext();
      next?.enter();
      return next !== undefined;
    },
    dismiss(error) {
      for (let next = takeNext(); next; next = takeNext()) next.leave(error);
    },
    get size() {
      return first.size + rest.size;
    },
    get firsts() {
      return first.size;
    },
  };
}
