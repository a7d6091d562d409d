import { createReadStream } from 'node:fs';
import type { StoredFrame } from '@patchbay/core/data-row/video-frame.ts';
import type { VideoSampling } from '@patchbay/core/data-row/video-sampling.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FileStorage } from '../../storage/asset-storage.ts';
import type { DataRow } from '../data-row.ts';
import type { IncomingFile } from '../import/incoming-files.ts';
import { noFields, type RowFields } from '../import/row-fields.ts';
import { runVideoTask } from './run-video-task.ts';
import type { VideoFormat } from './video-format.ts';
import type { VideoFramesStore, VideoKey } from './video-frames-store.ts';
import type { FrameSelection, TrackFacts } from './video-task.ts';

/** A video that takes longer than this to be looked through holds up its import or its item, no more. */
const timeoutMs = 300_000;
const silenceMs = 60_000;

export type VideosService = ReturnType<typeof createVideosService>;

/** Reads videos and their frames, one video at a time: decoding takes all of a processor. */
export function createVideosService(parts: {
  store: VideoFramesStore;
  storage: FileStorage;
  ffmpegPath: string | null;
}) {
  const { store, storage, ffmpegPath } = parts;
  let line: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = line.then(work);
    line = done.catch(() => {});
    return done;
  }

  /** Decodes frames into the storage and remembers them. */
  async function decode(
    key: VideoKey,
    video: { path: string; name: string },
    selection: FrameSelection,
  ): Promise<Outcome<{ facts: TrackFacts; frames: StoredFrame[] }>> {
    const frames: StoredFrame[] = [];
    const task = { path: video.path, selection, ffmpegPath };
    // The same bytes may be there as a leftover, to be removed before they are named again.
    const letGo = await store.keepFiles();
    try {
      const facts = await runVideoTask(task, {
        name: video.name,
        timeoutMs,
        silenceMs,
        async onFrame({ index, timeMs, jpeg }) {
          const { hash } = await storage.put(asStream(jpeg));
          frames.push({ index, timeMs, hash });
        },
      });
      if (!facts.ok) return facts;
      await store.save(key, selection, frames);
      return succeed({ facts: facts.value, frames });
    } finally {
      await letGo();
    }
  }

  /** The frames of a selection: from the storage, where they were decoded once. */
  async function readFrames(
    row: DataRow,
    selection: FrameSelection,
  ): Promise<Outcome<StoredFrame[]>> {
    const key = { organisationId: row.organisationId, videoHash: row.assetHash };
    const known = await store.find(key, selection);
    if (known) return succeed(known);
    return await inTurn(async () => {
      // Whoever waited here may find that another asked for the same.
      const meanwhile = await store.find(key, selection);
      if (meanwhile) return succeed(meanwhile);
      const decoded = await decodeStored(key, row, selection);
      return decoded.ok ? succeed(decoded.value.frames) : decoded;
    });
  }

  async function decodeStored(key: VideoKey, row: DataRow, selection: FrameSelection) {
    const name = `"${row.globalKey}"`;
    try {
      return await storage.withFile(row.assetHash, (path) =>
        decode(key, { path, name }, selection),
      );
    } catch (error) {
      if (!(error instanceof PatchbayError)) throw error;
      return fail({ ...error.toProblem(), message: `${name}: ${error.message}` });
    }
  }

  return {
    /**
     * Reads a video that came in, with its first and its last frame, so that damage shows when it is
     * imported and not in a run; and puts it into the storage.
     */
    async read(
      organisationId: string,
      { path, hash }: IncomingFile,
      { name, format }: { name: string; format: VideoFormat },
    ): Promise<Outcome<RowFields>> {
      const key = { organisationId, videoHash: hash };
      const decoded = await inTurn(() => decode(key, { path, name }, 'ends'));
      if (!decoded.ok) return decoded;
      const { byteLength } = await storage.put(createReadStream(path));
      const { width, height, durationMs, frameCount } = decoded.value.facts;
      return succeed({
        ...noFields,
        type: 'video',
        assetHash: hash,
        byteLength,
        mediaType: format.mediaType,
        width,
        height,
        durationMs,
        frameCount,
      });
    },

    /** The sampled frames of a video, rising; they lie in the storage. */
    async sample(row: DataRow, sampling: VideoSampling): Promise<Outcome<StoredFrame[]>> {
      return await readFrames(row, { sampling });
    },

    /** One frame of a video. Fails with INPUT_NOT_FOUND where the video has none of this index. */
    async readFrame(row: DataRow, index: number): Promise<Outcome<StoredFrame>> {
      const key = { organisationId: row.organisationId, videoHash: row.assetHash };
      const known = await store.findFrame(key, index);
      if (known) return succeed(known);
      if (row.type === 'video' && index < (row.frameCount ?? 0)) {
        const frames = await readFrames(row, { indices: [index] });
        if (!frames.ok) return frames;
        const [frame] = frames.value;
        if (frame) return succeed(frame);
      }
      const message = `"${row.globalKey}" has no frame ${index}.`;
      return fail({ code: 'INPUT_NOT_FOUND', message });
    },
  };
}

async function* asStream(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}
