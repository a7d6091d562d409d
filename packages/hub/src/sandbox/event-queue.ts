/** Events that are put in while somebody takes them out. */
export interface EventQueue<Event> {
  put(event: Event): void;
  /** No more will come; with an error, whoever takes them is told that. */
  end(error?: unknown): void;
  /** All events in order, until the end. What waits together is given to `merge` before it is handed out. */
  take(): AsyncGenerator<Event, void>;
}

/** A queue for one who takes. `merge` may make one event of two that follow each other; null keeps both. */
export function createEventQueue<Event>(
  merge: (first: Event, second: Event) => Event | null,
): EventQueue<Event> {
  let waiting: Event[] = [];
  let ended: { readonly error: unknown } | null = null;
  let news = Promise.withResolvers<void>();

  return {
    put(event) {
      const last = waiting.at(-1);
      const merged = last === undefined ? null : merge(last, event);
      if (merged === null) waiting.push(event);
      else waiting[waiting.length - 1] = merged;
      news.resolve();
    },
    end(error) {
      ended = { error };
      news.resolve();
    },
    async *take() {
      while (true) {
        const events = waiting;
        waiting = [];
        yield* events;
        if (waiting.length > 0) continue;
        if (ended) {
          if (ended.error !== undefined) throw ended.error;
          return;
        }
        news = Promise.withResolvers();
        await news.promise;
      }
    },
  };
}
