import * as z from 'zod';

/** A frame of a video, kept as an upright JPEG. */
export const storedFrameSchema = z.object({
  /** Counted from 0 over all frames of the video. */
  index: z.int().nonnegative(),
  /** When it is shown, in milliseconds from the beginning of the video. */
  timeMs: z.number().nonnegative(),
  /** SHA-256 of the JPEG. */
  hash: z.string(),
});
export type StoredFrame = z.infer<typeof storedFrameSchema>;
