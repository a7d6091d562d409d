/** How much one request carries at most. A larger file travels alone. */
const batchLimits = { files: 50, bytes: 32 * 1024 * 1024 } as const;

/** Divides files into batches, in their order. */
export function divideIntoBatches<File extends { readonly byteLength: number }>(
  files: readonly File[],
  limits: { readonly files: number; readonly bytes: number } = batchLimits,
): File[][] {
  const batches: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const batch = batches.at(-1);
    const fits = batch && batch.length < limits.files && bytes + file.byteLength <= limits.bytes;
    if (fits) batch.push(file);
    else batches.push([file]);
    bytes = fits ? bytes + file.byteLength : file.byteLength;
  }
  return batches;
}
