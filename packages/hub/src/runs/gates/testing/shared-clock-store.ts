import type { Reservation } from '../rate-gate.ts';
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
  return {
    async reserve(wish: {
      intervalMs: number;
      count: number;
      aheadMs: number;
    }): Promise<Reservation> {
      await time.sleep(delay());
      const sharedAt = time.now();
      const firstAt = Math.max(sharedAt + leadMs, last + wish.intervalMs);
      const count = firstAt <= sharedAt + wish.aheadMs ? wish.count : 0;
      if (count > 0) last = firstAt + wish.intervalMs * (count - 1);
      await time.sleep(delay());
      return { count, firstAt, sharedAt };
    },
  };
}
