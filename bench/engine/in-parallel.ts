/** Does one thing so many times, `width` of them at once. */
export async function inParallel(
  width: number,
  count: number,
  action: () => Promise<void>,
): Promise<void> {
  let begun = 0;
  async function repeat(): Promise<void> {
    while (begun < count) {
      begun += 1;
      await action();
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, count) }, repeat));
}
