import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { decodeFailure } from './response/body-text.ts';

/** Who reads a stream of events while it comes. */
export interface StreamFollower {
  /** So long nothing may come, before the first byte or between two, in milliseconds. */
  readonly idleMs: number;
  /** Told the text of a stream, piece by piece as it arrives. One that came packed is not told. */
  onText(text: string): void;
}

/** A stream that is being followed. */
export interface Following {
  /** Something arrived: the wait begins anew. */
  noteArrival(): void;
  /** Tells the follower a piece of the body. @throws PatchbayError MODEL_RESPONSE_ENCODING */
  take(piece: Uint8Array): void;
  /** Ends the wait. */
  end(): void;
}

/** Begins to wait; where nothing comes for too long, it stops the call with MODEL_TIMEOUT. */
export function followStream(
  { idleMs, onText }: StreamFollower,
  stop: (reason: unknown) => void,
): Following {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const timer = setTimeout(() => stop(idleError(idleMs)), idleMs);
  return {
    noteArrival: () => timer.refresh(),
    take(piece) {
      let text: string;
      try {
        text = decoder.decode(piece, { stream: true });
      } catch {
        throw decodeFailure('is not valid UTF-8');
      }
      if (text !== '') onText(text);
    },
    end: () => clearTimeout(timer),
  };
}

function idleError(idleMs: number): PatchbayError {
  return new PatchbayError({
    code: 'MODEL_TIMEOUT',
    message: `Nothing came for ${idleMs} ms, and the answer was not complete.`,
    details: { timeoutMs: idleMs },
  });
}
