import type { Json } from '@patchbay/core/json.ts';
import type { FinishedItem } from './finished-item.ts';

/** Annotations of an item that is finished: what writing it down takes grows with them. */
export function countAnnotations({ result }: FinishedItem): number {
  return result.ok ? result.annotations.length : 0;
}

/**
 * Characters of all that was sent for an item and answered, in all of its attempts: what it takes of memory
 * until it is saved grows with them. Bytes of images are named in an exchange, not repeated.
 */
export function countCharacters({ attempts }: FinishedItem): number {
  let sum = 0;
  for (const { calls } of attempts) {
    for (const { exchange } of calls) {
      if (!exchange) continue;
      sum += countIn(exchange.request.body) + (exchange.response?.body.length ?? 0);
    }
  }
  return sum;
}

/** What a protocol writes is nested a few levels deep. */
function countIn(value: Json): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const key in value) sum += countIn((value as { [key: string]: Json })[key] ?? null);
  return sum;
}
