import { countFinished, type RunProgress } from '@patchbay/core/run/run-progress.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { drawBar } from '../terminal/progress-bar.ts';
import type { Output } from '../terminal/terminal.ts';
import { describeProgress } from './describe-progress.ts';

/** Shows how a run gets on. */
export interface ProgressDisplay {
  show(progress: RunProgress): void;
  /** Ends the display; what it drew last stays. */
  end(): void;
}

const barCells = 24;
const secondsBetweenLines = 5;

/** A bar that is drawn over on a terminal; elsewhere (a log, a pipe) a line every few seconds. */
export function createProgressDisplay(
  notes: Output,
  title: string,
  now: () => number = Date.now,
): ProgressDisplay {
  return notes.isInteractive ? drawOver(notes, title) : writeLines(notes, title, now);
}

function drawOver(notes: Output, title: string): ProgressDisplay {
  let isDrawn = false;
  return {
    show(progress) {
      const { counts } = progress;
      const { full, rest } = drawBar(countFinished(counts), counts.total, barCells);
      const colour = counts.failed > 0 ? 'yellow' : 'green';
      const bar = notes.paint(colour, full) + notes.paint('dim', rest);
      // Longer than the window, the line would wrap, and be drawn below itself instead of over.
      const room = Math.max(0, notes.columns - title.length - barCells - 3);
      notes.write(`\r\u001B[2K${title} ${bar} ${describeProgress(progress).slice(0, room)}`);
      isDrawn = true;
    },
    end() {
      if (isDrawn) notes.line();
      isDrawn = false;
    },
  };
}

function writeLines(notes: Output, title: string, now: () => number): ProgressDisplay {
  let lineAt = Number.NEGATIVE_INFINITY;
  let lastLine = '';
  return {
    show(progress) {
      if (progress.state === 'preparing') return;
      const line = `${title} ${describeProgress(progress)}`;
      const isDue = now() - lineAt >= secondsBetweenLines * 1000 || hasEnded(progress.state);
      if (!isDue || line === lastLine) return;
      lineAt = now();
      lastLine = line;
      notes.line(line);
    },
    end() {},
  };
}
