import { spawn } from 'node:child_process';
import type { RawFrame } from './draw-frame.ts';
import type { OpenVideo } from './video-track.ts';

/**
 * Decodes frames with a program of the operator's, ffmpeg, which goes through the whole video up to the
 * last one wanted. It applies the rotation itself. Throws an error that says what is wrong.
 * @param indices rising
 */
export async function* readFfmpegFrames(
  program: string,
  { path, video }: { path: string; video: Pick<OpenVideo, 'facts'> },
  indices: readonly number[],
): AsyncGenerator<{ index: number; raw: RawFrame }> {
  const { width, height } = video.facts;
  const frameBytes = width * height * 3;
  const child = spawn(program, argumentsFor(path, video, indices), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = waitForEnd(child);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  let rest = Buffer.alloc(0);
  let place = 0;
  try {
    for await (const chunk of child.stdout) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (rest.length >= frameBytes) {
        const data = Buffer.from(rest.subarray(0, frameBytes));
        rest = rest.subarray(frameBytes);
        const index = indices[place] ?? -1;
        place += 1;
        yield { index, raw: { data, width, height, channels: 3, isUpright: true } };
      }
    }
    const failure = await ended;
    if (failure !== null) throw new Error(`${failure} ${said.trim().split('\n').at(-1) ?? ''}`);
    if (place < indices.length) throw new Error(`${program} gave ${place} of its frames`);
  } finally {
    child.kill('SIGKILL');
  }
}

function argumentsFor(
  path: string,
  { facts }: Pick<OpenVideo, 'facts'>,
  indices: readonly number[],
): string[] {
  const wanted = indices.map((index) => `eq(n\\,${index})`).join('+');
  const filters = `select='${wanted}',scale=${facts.width}:${facts.height},setsar=1`;
  return [
    // Files alone: what calls itself a video may be a list of addresses to play.
    ...['-v', 'error', '-nostdin', '-protocol_whitelist', 'file,pipe', '-i', `file:${path}`],
    ...['-map', '0:v:0', '-vf', filters, '-frames:v', String(indices.length)],
    ...['-vsync', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
  ];
}

/** Null where the program ended well; else what happened. */
function waitForEnd(child: ReturnType<typeof spawn>): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`${error.message}.`));
    child.once('close', (status, signal) => {
      resolve(status === 0 ? null : `It ended with ${signal ?? `status ${status}`}.`);
    });
  });
}
