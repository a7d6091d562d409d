/** A drawing in rows, `#` for a set pixel, as a bitmap of one byte per pixel, column by column. */
export function drawBitmap(rows: readonly string[]) {
  const height = rows.length;
  const width = rows[0]?.length ?? 0;
  const bitmap = Uint8Array.from({ length: height * width }, (_, index) =>
    rows[index % height]?.[Math.floor(index / height)] === '#' ? 1 : 0,
  );
  const size: [height: number, width: number] = [height, width];
  return { bitmap, size };
}
