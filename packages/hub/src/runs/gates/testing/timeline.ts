/** Things that happen one after another, in a time of their own: hundreds of thousands in a second. */
export interface Timeline {
  /** Milliseconds from the beginning. */
  now(): number;
  after(ms: number, happen: () => void): void;
  /** Lets everything happen until a moment. */
  run(until: number): void;
}

interface Event {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

export function createTimeline(): Timeline {
  /** A binary heap: the next event first. */
  const events: Event[] = [];
  let now = 0;
  let order = 0;

  const isBefore = (one: Event, other: Event) =>
    one.at < other.at || (one.at === other.at && one.order < other.order);

  function add(event: Event): void {
    let index = events.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = events[parent];
      if (!above || !isBefore(event, above)) break;
      events[index] = above;
      index = parent;
    }
    events[index] = event;
  }

  function take(): Event | undefined {
    const [first] = events;
    const last = events.pop();
    if (last && events.length > 0) sink(last);
    return first;
  }

  function sink(event: Event): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const [one, other] = [events[left], events[left + 1]];
      const isOther = one && other && isBefore(other, one);
      const next = isOther ? other : one;
      if (!next || !isBefore(next, event)) break;
      events[index] = next;
      index = isOther ? left + 1 : left;
    }
    events[index] = event;
  }

  return {
    now: () => now,
    after(ms, happen) {
      order += 1;
      add({ at: now + ms, order, happen });
    },
    run(until) {
      for (let next = take(); next && next.at <= until; next = take()) {
        now = next.at;
        next.happen();
      }
      now = until;
    },
  };
}
