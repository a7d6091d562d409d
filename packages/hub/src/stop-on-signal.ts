import type { Logger } from 'pino';
import type { RunningProcess } from './running-process.ts';
import { withoutSecrets } from './vault/known-secrets.ts';

/**
 * Waits until a hub or a worker has ended. SIGTERM and SIGINT (Ctrl-C) stop it in order; a second one
 * ends the process at once.
 */
export async function stopOnSignal(running: RunningProcess): Promise<void> {
  let isStopping = false;
  function onSignal(): void {
    if (isStopping) {
      running.abandon();
      process.exit(130);
    }
    isStopping = true;
    void running.stop();
  }
  const signals = ['SIGTERM', 'SIGINT'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    await running.ended;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

/**
 * Sees to it that nothing ends the process in silence. A promise that failed while nobody waited for it
 * is told and stays alone; after an exception that nobody caught nothing is certain any more, so the
 * process stops in order, with the exception as the reason. Returns the way to end it.
 */
export function watchForMistakes(log: Logger, running: { fail(reason: Error): void }): () => void {
  function onRejection(reason: unknown): void {
    log.error({ err: reason }, 'A promise failed and nobody waited for it; please report this.');
  }
  function onException(error: Error): void {
    log.fatal({ err: error }, 'An exception that nobody caught: the process stops.');
    running.fail(withoutSecrets(error));
  }
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  return () => {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
  };
}
