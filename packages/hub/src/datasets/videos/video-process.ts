import { chooseFrames } from '@patchbay/core/data-row/video-sampling.ts';
import { drawFrame, type RawFrame } from './draw-frame.ts';
import { readFfmpegFrames } from './ffmpeg-frames.ts';
import { type FrameSelection, type FromVideoProcess, goOn, type VideoTask } from './video-task.ts';
import { type OpenVideo, openVideo } from './video-track.ts';

// A process of its own for one video: decoders are large programs in C that read what strangers wrote.
// It is started by `run-video-task.ts`, with no environment, so that it has no secret.

/** What the process may take; a video that needs more is refused, and the hub goes on. */
const mostMemoryBytes = 2 * 2 ** 30;

setInterval(() => {
  if (process.memoryUsage.rss() > mostMemoryBytes) end('it needs more than 2 GB to be decoded');
}, 50).unref();

process.once('message', (task: VideoTask) => {
  read(task).then(
    () => say({ kind: 'done' }),
    (error: unknown) => end(error instanceof Error ? error.message : String(error)),
  );
});
process.once('disconnect', () => process.exit(0));

async function read(task: VideoTask): Promise<void> {
  const video = await openVideo(task.path);
  say({ kind: 'facts', facts: video.facts });
  const milliseconds = video.times.map((time) => time * 1000);
  const indices = selectFrames(task.selection, milliseconds);
  for await (const { index, raw } of await openDecoder(task, video, indices)) {
    const jpeg = await drawFrame(raw, video);
    const taken = new Promise((resolve) => process.once('message', resolve));
    say({ kind: 'frame', frame: { index, timeMs: roundTime(milliseconds[index] ?? 0), jpeg } });
    if ((await taken) !== goOn) throw new Error('the hub said something else');
  }
  video.close();
}

function selectFrames(selection: FrameSelection, times: readonly number[]): readonly number[] {
  if (selection === 'ends') return times.length === 1 ? [0] : [0, times.length - 1];
  return 'indices' in selection ? selection.indices : chooseFrames(times, selection.sampling);
}

type Frames = AsyncGenerator<{ index: number; raw: RawFrame }>;

async function openDecoder(
  { path, ffmpegPath }: VideoTask,
  video: OpenVideo,
  indices: readonly number[],
): Promise<Frames> {
  if (ffmpegPath !== null) return readFfmpegFrames(ffmpegPath, { path, video }, indices);
  // Not there on every platform: then the operator's program is the only way.
  const builtIn = await import('./decode-frames.ts').catch((error: Error) => {
    throw new Error(
      `this hub has no decoder on this machine (${error.message}); name one in PATCHBAY_FFMPEG`,
    );
  });
  return builtIn.decodeFrames(video, indices);
}

function roundTime(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

function say(message: FromVideoProcess): void {
  process.send?.(message);
}

function end(reason: string): void {
  process.send?.({ kind: 'failed', reason } satisfies FromVideoProcess, () => process.exit(1));
}
