import type { Output } from '../terminal/terminal.ts';
import { formatMegabytes } from '../terminal/wording.ts';

/** Shows how much of something has come. */
export interface ByteDisplay {
  show(byteLength: number): void;
  /** Ends the display and takes it away: the result says what came in the end. */
  end(): void;
}

const msBetweenFrames = 100;

/** A line that is drawn over on a terminal; elsewhere nothing, since nobody waits there. */
export function createByteDisplay(
  notes: Output,
  title: string,
  now: () => number = performance.now.bind(performance),
): ByteDisplay {
  if (!notes.isInteractive) return { show() {}, end() {} };
  let drawnAt = Number.NEGATIVE_INFINITY;
  const startedAt = now();
  return {
    show(byteLength) {
      if (now() - drawnAt < msBetweenFrames) return;
      drawnAt = now();
      const perSecond = byteLength / Math.max(1e-3, (drawnAt - startedAt) / 1000);
      const line = `${title} ${formatMegabytes(byteLength)} · ${formatMegabytes(perSecond)}/s`;
      // Longer than the window, the line would wrap, and be drawn below itself instead of over.
      notes.write(`${clearLine}${line.slice(0, notes.columns - 1)}`);
    },
    end() {
      if (drawnAt !== Number.NEGATIVE_INFINITY) notes.write(clearLine);
    },
  };
}

const clearLine = '\r\u001B[2K';
