import { Worker } from 'node:worker_threads';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FromThread, ToThread } from './decode-task.ts';

/** A thread that reads one answer at a time. */
export interface DecodeThread {
  /**
   * Says something and waits for what it says back.
   * @throws PatchbayError where the thread ends before.
   */
  ask(message: ToThread): Promise<FromThread>;
  /** Ends the thread, whatever it is doing. */
  close(): Promise<void>;
}

/** The file beside this one, in the form in which this one is run: TypeScript, or built to JavaScript. */
export const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './decode-worker.ts' : './decode-worker.js',
  import.meta.url,
);

/**
 * Starts a thread. It keeps the process alive only while it is asked something. It has no memory limit of
 * its own: where `JSON.parse` exceeds one, the whole process dies of it. What an answer can need is
 * limited by its length.
 */
export function startDecodeThread(file: URL): DecodeThread {
  const worker = new Worker(file, { name: 'patchbay-decode' });
  let asked: PromiseWithResolvers<FromThread> | null = null;
  let ended: PatchbayError | null = null;

  function end(reason: string, cause?: Error): void {
    ended ??= describeEnd(reason, cause);
    asked?.reject(ended);
    asked = null;
  }

  worker.unref();
  worker.on('message', (said: FromThread) => {
    worker.unref();
    asked?.resolve(said);
    asked = null;
  });
  worker.on('error', (error) => end(error.message, error));
  worker.on('exit', (status) => end(`it ended with status ${status}`));

  return {
    ask(message) {
      if (ended !== null) return Promise.reject(ended);
      asked = Promise.withResolvers();
      worker.ref();
      worker.postMessage(message);
      return asked.promise;
    },
    async close() {
      await worker.terminate();
    },
  };
}

function describeEnd(reason: string, cause?: Error & { code?: unknown }): PatchbayError {
  const isOutOfMemory = cause?.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new PatchbayError({
    code: isOutOfMemory ? 'MODEL_RESPONSE_TOO_LARGE' : 'INTERNAL',
    message: `The thread that read the answer ended before it was done: ${reason}.`,
    cause,
  });
}
