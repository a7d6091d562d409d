import { intervalOf, leastLatenessOf, mostLatenessMs } from '../pace.ts';
import type { Reservation, Wish } from '../rate-gate.ts';
import type { VirtualTime } from './virtual-time.ts';

/**
 * The clock of calls as the database keeps it, in virtual time. `delay` is how long a way to it takes,
 * `leadMs` how far away the earliest moment is.
 */
export function createSharedClockStore(
  time: VirtualTime,
  delay: () => number = () => 0,
  leadMs = 0,
) {
  let last = -Infinity;
  let lateness = 0;
  return {
    async reserve(wish: Wish): Promise<Reservation> {
      await time.sleep(delay());
      const sharedAt = time.now();
      const wanted = lateness + wish.latenessChange;
      const latenessMs = Math.min(
        mostLatenessMs,
        Math.max(leastLatenessOf(wish.requestsPerSecond), wanted),
      );
      const intervalMs = intervalOf(wish.requestsPerSecond, latenessMs);
      const isGivenBack = wish.missedAt === last;
      const step = isGivenBack ? 0 : intervalMs + Math.max(0, lateness - latenessMs);
      const firstAt = Math.max(sharedAt + (isGivenBack ? 0 : leadMs), last + step);
      const count = firstAt <= sharedAt + wish.aheadMs ? wish.count : 0;
      if (count > 0) {
        last = firstAt + intervalMs * (count - 1);
        lateness = latenessMs;
      }
      await time.sleep(delay());
      return { count, firstAt, sharedAt, intervalMs, latenessMs };
    },
  };
}
