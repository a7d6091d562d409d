import { drawBar } from '../terminal/progress-bar.ts';
import type { Output } from '../terminal/terminal.ts';
import { formatCount } from '../terminal/wording.ts';

/** Shows how many files have been sent. */
export interface UploadDisplay {
  readonly show: (sent: number) => void;
  readonly end: () => void;
}

const barCells = 28;

/** A bar on a terminal; elsewhere a line for each batch. */
export function createUploadDisplay(notes: Output, total: number): UploadDisplay {
  const words = (sent: number) => `${formatCount(sent)} of ${formatCount(total)} files sent`;
  if (!notes.isInteractive) return { show: (sent) => notes.line(words(sent)), end: () => {} };
  const show = (sent: number) => {
    const { full, rest } = drawBar(sent, total, barCells);
    const bar = notes.paint('green', full) + notes.paint('dim', rest);
    notes.write(`\r\u001B[2K${bar} ${words(sent)}`);
  };
  show(0);
  return { show, end: () => notes.line() };
}
