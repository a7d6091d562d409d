import { fork } from 'node:child_process';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import {
  type DecodedFrame,
  type FromVideoProcess,
  goOn,
  type TrackFacts,
  type VideoTask,
} from './video-task.ts';

/** The file beside this one, in the form in which this one is run: TypeScript, or built to JavaScript. */
const processFile = new URL(
  import.meta.url.endsWith('.ts') ? './video-process.ts' : './video-process.js',
  import.meta.url,
);

export interface VideoTaskOptions {
  /** What people call the video, for messages. */
  readonly name: string;
  /** For the whole of it. */
  readonly timeoutMs: number;
  /** Between two things that the process says: some damaged files are read for ever. */
  readonly silenceMs: number;
  /** Takes over one frame; the next is decoded when it has resolved. What it throws ends the task. */
  readonly onFrame: (frame: DecodedFrame) => Promise<void>;
}

/**
 * Reads a video in a process of its own, which ends with the task. A video that is damaged, of an
 * unknown codec, too large or too slow is a problem; so is one on which the decoder dies.
 */
export async function runVideoTask(
  task: VideoTask,
  { name, timeoutMs, silenceMs, onFrame }: VideoTaskOptions,
): Promise<Outcome<TrackFacts>> {
  const child = fork(processFile, [], {
    env: {},
    execArgv: ['--max-old-space-size=512'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const refuse = (reason: string) =>
    fail({
      code: 'INPUT_FILE_UNREADABLE' as const,
      message: `${name} cannot be read as a video: ${reason}.`,
    });
  let facts: TrackFacts | null = null;
  const { promise, resolve, reject } = Promise.withResolvers<Outcome<TrackFacts>>();

  const giveUp = (ms: number) => () =>
    resolve(refuse(`it was not read within ${ms / 1000} seconds`));
  const patience = setTimeout(giveUp(timeoutMs), timeoutMs);
  const silence = setTimeout(giveUp(silenceMs), silenceMs);

  async function hear(said: FromVideoProcess): Promise<void> {
    silence.refresh();
    if (said.kind === 'facts') facts = said.facts;
    else if (said.kind === 'failed') resolve(refuse(said.reason.replace(/\.$/, '')));
    else if (said.kind === 'done') {
      resolve(facts ? succeed(facts) : refuse('nothing was found in it'));
    } else {
      await onFrame(said.frame);
      silence.refresh();
      if (child.connected) child.send(goOn);
    }
  }

  child.on('message', (said: FromVideoProcess) => void hear(said).catch(reject));
  child.once('error', (error) => resolve(refuse(error.message)));
  child.once('exit', (status, signal) =>
    resolve(refuse(`the decoder ended with ${signal ?? `status ${status}`}`)),
  );
  child.send(task);
  try {
    return await promise;
  } finally {
    clearTimeout(patience);
    clearTimeout(silence);
    child.kill('SIGKILL');
  }
}
