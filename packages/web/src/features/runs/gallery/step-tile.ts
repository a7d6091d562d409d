/** Where a key leads from a tile of a grid; null for keys that lead nowhere, and beyond the ends. */
export function stepTile(
  key: string,
  index: number,
  columns: number,
  count: number,
): number | null {
  const next = target(key, index, columns, count);
  return next === null || next < 0 || next >= count || next === index ? null : next;
}

function target(key: string, index: number, columns: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return index + 1;
    case 'ArrowLeft':
      return index - 1;
    case 'ArrowDown':
      return index + columns;
    case 'ArrowUp':
      return index - columns;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
