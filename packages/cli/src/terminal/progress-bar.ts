/** The eighths of a cell, from empty to full. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/**
 * A bar of so many cells, filled to an eighth of a cell: `████▌───`. It is full only when all is
 * done.
 */
export function drawBar(
  done: number,
  total: number,
  cells: number,
): { full: string; rest: string } {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const filled = Math.floor(share * cells * 8);
  const full = '█'.repeat(Math.floor(filled / 8)) + eighths[filled % 8];
  return { full, rest: '─'.repeat(cells - full.length) };
}
