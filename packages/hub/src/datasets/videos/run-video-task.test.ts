import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runVideoTask } from './run-video-task.ts';
import { readVideo, tellFrame, videoPath } from './testing/video-fixtures.ts';
import type { DecodedFrame, FrameSelection, VideoTask } from './video-task.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-video-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const patient = { name: 'the video', timeoutMs: 25_000, silenceMs: 25_000 };

async function read(path: string, selection: FrameSelection, rest: Partial<VideoTask> = {}) {
  const frames: DecodedFrame[] = [];
  const outcome = await runVideoTask(
    { path, selection, ffmpegPath: null, ...rest },
    { ...patient, onFrame: async (frame) => void frames.push(frame) },
  );
  return { outcome, frames };
}

async function writeDamaged(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const facts = { width: 64, height: 48, durationMs: 4000, frameCount: 40 };

describe('a video', () => {
  test.each(['counting.mp4', 'counting.webm'] as const)(
    '%s gives the sampled frames with their indices and times, each the right picture',
    async (name) => {
      const sampling = { framesPerSecond: 2, maximumFrames: 32 };
      const { outcome, frames } = await read(videoPath(name), { sampling });
      expect(outcome).toEqual({ ok: true, value: facts, warnings: [] });
      expect(frames.map(({ index, timeMs }) => [index, timeMs])).toEqual([
        ...[
          [0, 0],
          [5, 500],
          [10, 1000],
          [15, 1500],
        ],
        ...[
          [20, 2000],
          [25, 2500],
          [30, 3000],
          [35, 3500],
        ],
      ]);
      const told = await Promise.all(frames.map(({ jpeg }) => tellFrame(jpeg)));
      expect(told).toEqual(frames.map(({ index }) => index));
    },
  );

  test('gives any of its frames, though others refer to later ones', async () => {
    const indices = Array.from({ length: 40 }, (_, index) => index);
    const { frames } = await read(videoPath('counting.mp4'), { indices });
    expect(await Promise.all(frames.map(({ jpeg }) => tellFrame(jpeg)))).toEqual(indices);
  });

  test('that is to be shown turned gives its frames upright', async () => {
    const { outcome, frames } = await read(videoPath('turned.mov'), { indices: [10] });
    expect(outcome).toMatchObject({ value: { ...facts, width: 48, height: 64 } });
    const { data, info } = await sharp(frames[0]?.jpeg).greyscale().raw().toBuffer({
      resolveWithObject: true,
    });
    expect([info.width, info.height]).toEqual([48, 64]);
    // Left has come to the top, right, which is white, to the bottom.
    expect([data[0], data.at(-1)].map((grey) => (grey ?? 0) > 240)).toEqual([false, true]);
  });

  test('that is cut off fails where its last frame is asked for, in words', async () => {
    const whole = readVideo('counting.mp4');
    const path = await writeDamaged('cut.mp4', whole.subarray(0, whole.length - 400));
    const { outcome } = await read(path, 'ends');
    expect(outcome).toMatchObject({
      ok: false,
      problem: {
        code: 'INPUT_FILE_UNREADABLE',
        message: expect.stringMatching(/^the video cannot be read as a video: .+\.$/),
      },
    });
  });

  test.each([
    ['nothing but a beginning', Buffer.from('\0\0\0\x18ftypisom')],
    [
      'noise behind its header',
      Buffer.concat([readVideo('counting.mp4').subarray(0, 1500), Buffer.alloc(1300, 7)]),
    ],
    ['nothing', Buffer.alloc(0)],
  ])('of %s is a problem and no crash', async (_, bytes) => {
    const { outcome } = await read(await writeDamaged('broken', bytes), 'ends');
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'INPUT_FILE_UNREADABLE' } });
  });

  test('in a codec that is not known says which are, and what else there is to do', async () => {
    const { outcome } = await read(videoPath('undecodable.mov'), 'ends');
    expect(outcome).toMatchObject({
      problem: {
        message: expect.stringMatching(/H\.264, H\.265, VP8, VP9 and AV1.*PATCHBAY_FFMPEG/),
      },
    });
  });

  test.each([
    ['takes too long', 'counting.mp4', { timeoutMs: 1 }, 0.001],
    ['is so damaged that it is read for ever', 'endless.webm', { silenceMs: 3000 }, 3],
  ])('that %s is given up', async (_, name, limits, seconds) => {
    const endless = Buffer.concat([
      readVideo('counting.webm').subarray(0, 300),
      Buffer.alloc(2000, 7),
    ]);
    await writeDamaged('endless.webm', endless);
    const path = name === 'counting.mp4' ? videoPath(name) : join(folder, name);
    const outcome = await runVideoTask(
      { path, selection: 'ends', ffmpegPath: null },
      { ...patient, ...limits, onFrame: async () => {} },
    );
    expect(outcome).toMatchObject({
      problem: { message: expect.stringContaining(`was not read within ${seconds} seconds`) },
    });
  });

  test('whose frame cannot be taken over is not read on', async () => {
    let taken = 0;
    const reading = runVideoTask(
      { path: videoPath('counting.mp4'), selection: 'ends', ffmpegPath: null },
      {
        ...patient,
        async onFrame() {
          taken += 1;
          throw new Error('the disk is full');
        },
      },
    );
    await expect(reading).rejects.toThrow('the disk is full');
    expect(taken).toBe(1);
  });
});

describe("the operator's program", () => {
  /** Writes a grey picture for each frame that it is asked for, a byte brighter each time. */
  const program = `#!${process.execPath}
const wanted = process.argv[process.argv.indexOf('-vf') + 1].match(/eq\\(n/g).length;
const written = Number(process.env.WRITTEN ?? MISSING) || wanted;
for (let place = 0; place < written; place += 1) {
  process.stdout.write(Buffer.alloc(64 * 48 * 3, 100 + place * 50));
}
if (written < wanted) { console.error('Invalid data found'); process.exitCode = 3; }
`;

  async function writeProgram(written: number): Promise<string> {
    const path = join(folder, `program-${written}.cjs`);
    await writeFile(path, program.replace('MISSING', String(written)));
    await chmod(path, 0o755);
    return path;
  }

  test('decodes in place of the built-in decoder', async () => {
    const ffmpegPath = await writeProgram(2);
    const { outcome, frames } = await read(videoPath('counting.mp4'), 'ends', { ffmpegPath });
    expect(outcome).toMatchObject({ ok: true, value: facts });
    expect(frames.map(({ index, timeMs }) => [index, timeMs])).toEqual([
      [0, 0],
      [39, 3900],
    ]);
    const greys = await Promise.all(
      frames.map(async ({ jpeg }) => (await sharp(jpeg).greyscale().raw().toBuffer())[0]),
    );
    expect(greys).toEqual([100, 150]);
  });

  test('that fails or is not there is told in its words', async () => {
    const failing = await read(videoPath('counting.mp4'), 'ends', {
      ffmpegPath: await writeProgram(1),
    });
    expect(failing.outcome).toMatchObject({
      problem: { message: expect.stringContaining('status 3. Invalid data found') },
    });
    const missing = await read(videoPath('counting.mp4'), 'ends', {
      ffmpegPath: join(folder, 'nowhere'),
    });
    expect(missing.outcome).toMatchObject({
      problem: { message: expect.stringMatching(/spawn .*nowhere ENOENT/) },
    });
  });
});
