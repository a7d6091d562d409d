import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCountingListener } from '@patchbay/connect/testing/counting-listener.ts';
import { expect, onTestFinished, test } from 'vitest';
import { readFfmpegFrames } from './ffmpeg-frames.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

test.skipIf(!hasFfmpeg)(
  'a list of addresses that calls itself a video is not played (fault S9)',
  async () => {
    const listener = await startCountingListener();
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-video-'));
    onTestFinished(async () => {
      await rm(folder, { recursive: true });
      await listener.close();
    });
    const path = join(folder, 'video.mp4');
    const url = `http://127.0.0.1:${listener.port}/video.ts`;
    await writeFile(path, `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${url}\n#EXT-X-ENDLIST\n`);
    const facts = { width: 16, height: 16, durationMs: 1000, frameCount: 1 };
    const frames = readFfmpegFrames('ffmpeg', { path, video: { facts } }, [0]);
    await expect(frames.next()).rejects.toThrow();
    expect(listener.count()).toBe(0);
  },
);
