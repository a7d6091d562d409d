/** Two clocks drift apart by at most this part of the time that passes. */
const drift = 200e-6;

/**
 * Reads moments of the clock that all workers share, that of the database, on the monotonic clock of
 * this process. The wall clock of this machine plays no part: it may jump as it likes. All times are
 * in milliseconds.
 */
export interface SharedClock {
  /** Learns from an answer: its sender read the shared clock somewhere between two local moments. */
  learn(sentAt: number, sharedAt: number, receivedAt: number): void;
  /** The local moment at which a shared one has certainly come. Only after something was learned. */
  certainlyAt(sharedAt: number): number;
  /** The local moment at which a shared one can have come already. Only after something was learned. */
  possiblyAt(sharedAt: number): number;
}

export function createSharedClock(): SharedClock {
  /** By how much the shared clock is ahead of the local one: between these two. */
  let least = -Infinity;
  let most = Infinity;
  let learnedAt = -Infinity;
  return {
    learn(sentAt, sharedAt, receivedAt) {
      const drifted = learnedAt === -Infinity ? 0 : (receivedAt - learnedAt) * drift;
      const next = { least: sharedAt - receivedAt, most: sharedAt - sentAt };
      const both = {
        least: Math.max(next.least, least - drifted),
        most: Math.min(next.most, most + drifted),
      };
      // Where the two do not agree one of the clocks was set: only what was seen last counts.
      ({ least, most } = both.least <= both.most ? both : next);
      learnedAt = receivedAt;
    },
    certainlyAt: (sharedAt) => sharedAt - least,
    possiblyAt: (sharedAt) => sharedAt - most,
  };
}
