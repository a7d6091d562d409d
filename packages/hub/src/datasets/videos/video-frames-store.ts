import type { StoredFrame } from '@patchbay/core/data-row/video-frame.ts';
import type { Database } from '../../database/database.ts';
import { createFilesKeeper } from '../../database/files-keeper.ts';
import type { FrameSelection } from './video-task.ts';

/** A video of an organisation, by the hash of its bytes. */
export interface VideoKey {
  readonly organisationId: string;
  readonly videoHash: string;
}

export type VideoFramesStore = ReturnType<typeof createVideoFramesStore>;

/** Remembers which frames of which video lie in the storage. */
export function createVideoFramesStore(database: Database) {
  return {
    /** Keeps frames in the storage until they are remembered. */
    keepFiles: createFilesKeeper(database),

    /** The frames of a selection; null where they were never decoded. */
    async find(key: VideoKey, selection: FrameSelection): Promise<StoredFrame[] | null> {
      const { rows } = await database.pool.query<{ frames: StoredFrame[] }>(
        `select frames from video_frames
         where organisation_id = $1 and video_hash = $2 and selection = $3`,
        [key.organisationId, key.videoHash, JSON.stringify(selection)],
      );
      return rows[0]?.frames ?? null;
    },

    /** One frame, whatever it was decoded for. */
    async findFrame(key: VideoKey, index: number): Promise<StoredFrame | null> {
      const { rows } = await database.pool.query<{ frame: StoredFrame }>(
        `select frame from video_frames, jsonb_array_elements(frames) as frame
         where organisation_id = $1 and video_hash = $2 and (frame ->> 'index')::int = $3 limit 1`,
        [key.organisationId, key.videoHash, index],
      );
      return rows[0]?.frame ?? null;
    },

    async save(
      key: VideoKey,
      selection: FrameSelection,
      frames: readonly StoredFrame[],
    ): Promise<void> {
      await database.pool.query(
        `insert into video_frames (organisation_id, video_hash, selection, frames)
         values ($1, $2, $3, $4)
         on conflict (organisation_id, video_hash, selection) do update set frames = excluded.frames`,
        [key.organisationId, key.videoHash, JSON.stringify(selection), JSON.stringify(frames)],
      );
    },
  };
}
