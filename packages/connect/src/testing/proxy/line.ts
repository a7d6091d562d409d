import net from 'node:net';
import { passOn } from './pass-on.ts';
import type { Weather } from './weather.ts';

/** One connection through a proxy: from who called (near) to the target (far). */
export interface Line {
  /** Passes on what is due, after the weather has changed. */
  passDue(): void;
  /** Resets both sides. */
  reset(): void;
  /** Lets the target vanish; who called is not told. */
  abandon(): void;
  /** Resolves when who called has gone. */
  readonly ended: Promise<void>;
}

/** Connects a socket that was accepted with the target. */
export function openLine(near: net.Socket, target: net.NetConnectOpts, look: () => Weather): Line {
  const far = net.connect({ ...target, allowHalfOpen: true });
  const ended = Promise.withResolvers<void>();
  let answeredBytes = 0;
  let isAbandoned = false;

  /** A socket in a folder knows no reset: there an end without notice is all there is. */
  function breakFar(): void {
    if ('path' in target) far.destroy();
    else far.resetAndDestroy();
  }

  function reset(): void {
    near.resetAndDestroy();
    breakFar();
  }

  function allowAnswer(byteLength: number): number {
    const left = Math.max(0, look().cutAfterBytes - answeredBytes);
    answeredBytes += byteLength;
    if (byteLength > left) near.write('', reset); // behind what was allowed
    return Math.min(left, byteLength);
  }

  for (const socket of [near, far]) socket.on('error', () => {}); // Either side may break off.
  const forth = passOn({ from: near, to: far, look, allow: (byteLength) => byteLength });
  const back = passOn({ from: far, to: near, look, allow: allowAnswer });
  near.once('close', () => {
    if (!far.destroyed) breakFar();
    ended.resolve();
  });
  far.once('close', (hadError: boolean) => {
    // An end in order is passed on behind what was held back; a break is a break at once.
    if (hadError && !isAbandoned && !near.destroyed) near.resetAndDestroy();
  });
  return {
    passDue() {
      forth();
      back();
    },
    reset,
    abandon() {
      isAbandoned = true;
      far.destroy();
    },
    ended: ended.promise,
  };
}
