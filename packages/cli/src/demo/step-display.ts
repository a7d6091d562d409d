import type { Output } from '../terminal/terminal.ts';

/** Does one step of several, and shows that it is being done, how long it took and what it gave. */
export type ShowStep = <Value>(
  title: string,
  work: () => Promise<Value>,
  describe: (value: Value) => string,
) => Promise<Value>;

export function createStepDisplay(notes: Output): ShowStep {
  return async (title, work, describe) => {
    const startedAt = performance.now();
    if (notes.isInteractive) notes.write(`${notes.paint('dim', `… ${title}`)}`);
    const replace = notes.isInteractive ? '\r\u001B[2K' : '';
    try {
      const value = await work();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const sign = notes.paint('green', '✓');
      notes.line(
        `${replace}${sign} ${title}: ${describe(value)}  ${notes.paint('dim', `${seconds} s`)}`,
      );
      return value;
    } catch (error) {
      notes.line(`${replace}${notes.paint('red', `✗ ${title}`)}`);
      throw error;
    }
  };
}
