import { startHub } from '../main.ts';
import { stopOnSignal } from '../stop-on-signal.ts';

/** A hub in a process of its own, for tests that kill it: `node run-hub.ts <data folder>`. */
const [, , dataFolder = ''] = process.argv;
try {
  const hub = await startHub({ dataFolder, port: 0, logLevel: 'silent' });
  const ended = stopOnSignal(hub);
  process.send?.({ state: 'started', url: hub.url });
  await ended;
  process.send?.({ state: 'ended' });
  process.disconnect?.();
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  process.send?.({ state: 'failed', code, message });
  process.disconnect?.();
}
