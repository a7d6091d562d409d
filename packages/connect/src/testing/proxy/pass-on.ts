import type { Socket } from 'node:net';
import type { Weather } from './weather.ts';

export interface Passage {
  readonly from: Socket;
  readonly to: Socket;
  /** The weather at the moment of asking. */
  readonly look: () => Weather;
  /** How many of the bytes that are about to be passed on may be; the line is cut where not all may. */
  readonly allow: (byteLength: number) => number;
}

/** From a sender, no more than this is held back, in bytes. */
const maximumHeld = 4 * 1024 * 1024;

/**
 * Passes on what one side sends, in its order: at once, late, slowly, or not before the weather is better.
 * Where a side ends, the other is told. The function that is returned passes on what is due, and is to be
 * called when the weather has changed.
 */
export function passOn({ from, to, look, allow }: Passage): () => void {
  /** An empty chunk is the end. */
  const held: { readonly chunk: Buffer; readonly dueMs: number }[] = [];
  let heldBytes = 0;
  let lineFreeMs = 0;

  function take(chunk: Buffer): void {
    const { latencyMs, bytesPerSecond } = look();
    const arrivalMs = performance.now() + latencyMs;
    const dueMs = Math.max(lineFreeMs, arrivalMs) + (1000 * chunk.length) / bytesPerSecond;
    lineFreeMs = dueMs;
    held.push({ chunk, dueMs });
    heldBytes += chunk.length;
    if (heldBytes > maximumHeld) from.pause();
    const waitMs = dueMs - performance.now();
    // A timer may fire a little early; what is due is then taken with the next one.
    if (waitMs > 0) setTimeout(passDue, Math.ceil(waitMs) + 1);
    else passDue();
  }

  function passDue(): void {
    while (look().state !== 'swallowing' && !to.destroyed) {
      const [next] = held;
      if (!next || next.dueMs > performance.now()) break;
      held.shift();
      heldBytes -= next.chunk.length;
      pass(next.chunk);
    }
    if (heldBytes <= maximumHeld && !to.writableNeedDrain) from.resume();
  }

  function pass(chunk: Buffer): void {
    if (chunk.length === 0) return void to.end();
    const allowed = chunk.subarray(0, allow(chunk.length));
    if (allowed.length > 0 && !to.write(allowed)) from.pause();
  }

  from.on('data', take);
  from.on('end', () => take(Buffer.alloc(0)));
  to.on('drain', passDue);
  return passDue;
}
