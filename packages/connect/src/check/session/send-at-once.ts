import type { CheckOptions } from './check-options.ts';
import type { CheckSession } from './check-session.ts';

/** So many calls are made at once. */
export const callsAtOnce = 8;

/** So many inputs take part, each as often as the others. */
const differingInputs = 4;

/**
 * Sends inputs that were answered one by one all at once.
 * @returns why it was not tried; null where it was.
 */
export async function sendAtOnce(
  session: CheckSession,
  pace: CheckOptions['pace'],
): Promise<string | null> {
  if (pace && Math.min(pace.concurrency, pace.requestsPerSecond ?? callsAtOnce) < callsAtOnce) {
    return `The limits of the model allow fewer than ${callsAtOnce} calls at once.`;
  }
  const inputs = session
    .record()
    .asked.filter(({ purpose }) => ['ordinary', 'blank', 'unicode'].includes(purpose))
    .filter(({ outcome }) => outcome.ok)
    .map(({ input }) => input)
    .slice(0, differingInputs);
  if (inputs.length < 2) return 'Fewer than two inputs were answered one by one.';
  const turns = Array.from({ length: callsAtOnce }, (_, index) => inputs[index % inputs.length]);
  await Promise.all(
    turns.map(async (input) => (input ? await session.ask('parallel', input) : null)),
  );
  return null;
}
