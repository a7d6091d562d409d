import type { VideoSampling } from '@patchbay/core/data-row/video-sampling.ts';

/** Which frames are wanted: sampled ones, those of certain indices, or the first and the last. */
export type FrameSelection =
  | { readonly sampling: VideoSampling }
  | { readonly indices: readonly number[] }
  | 'ends';

/** What the process that reads videos is asked to do, once. */
export interface VideoTask {
  /** A file on this machine. */
  readonly path: string;
  readonly selection: FrameSelection;
  /** A program that decodes in place of the built-in decoder. */
  readonly ffmpegPath: string | null;
}

/** What is known of a video from its container. */
export interface TrackFacts {
  /** Pixels of a frame as displayed: upright, with square pixels. */
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly frameCount: number;
}

/** A frame, upright, as a JPEG. */
export interface DecodedFrame {
  readonly index: number;
  readonly timeMs: number;
  readonly jpeg: Buffer;
}

/**
 * What the process says: first what the video is, then each frame, then that it is done; or why it
 * cannot. It waits after each frame until it is told to go on, so that one is in memory at a time.
 */
export type FromVideoProcess =
  | { readonly kind: 'facts'; readonly facts: TrackFacts }
  | { readonly kind: 'frame'; readonly frame: DecodedFrame }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Told to the process when a frame has been taken over. */
export const goOn = 'go on';
