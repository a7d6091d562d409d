import * as z from 'zod';

/**
 * Which frames of a video a model is given: so many in each second, or every nth. One in a second where
 * neither is said. More than `maximumFrames` are thinned out evenly over the whole video.
 */
export const videoSamplingSchema = z
  .strictObject({
    framesPerSecond: z.number().min(0.001).max(240).optional(),
    everyNthFrame: z.int().min(1).max(1_000_000).optional(),
    maximumFrames: z.int().min(1).max(1000).default(32),
  })
  .refine(
    ({ framesPerSecond, everyNthFrame }) =>
      framesPerSecond === undefined || everyNthFrame === undefined,
    { error: 'takes either framesPerSecond or everyNthFrame, not both' },
  );
export type VideoSampling = z.infer<typeof videoSamplingSchema>;

/** How a video is sampled where nobody says. */
export const defaultVideoSampling: VideoSampling = { framesPerSecond: 1, maximumFrames: 32 };

/** A sampling in words: `1 a second, at most 32`. */
export function describeSampling(sampling: VideoSampling = defaultVideoSampling): string {
  const { framesPerSecond = 1, everyNthFrame, maximumFrames } = sampling;
  const which = everyNthFrame ? `1 of ${everyNthFrame}` : `${framesPerSecond} a second`;
  return `${which}, at most ${maximumFrames}`;
}

/**
 * The indices of the sampled frames, rising, counted over all frames.
 * @param times when each frame is shown, in milliseconds, rising
 */
export function chooseFrames(times: readonly number[], sampling: VideoSampling): number[] {
  const { framesPerSecond = 1, everyNthFrame, maximumFrames } = sampling;
  const wanted = everyNthFrame
    ? times.map((_, index) => index).filter((index) => index % everyNthFrame === 0)
    : chooseByTime(times, 1000 / framesPerSecond);
  if (wanted.length <= maximumFrames) return wanted;
  const step = wanted.length / maximumFrames;
  return Array.from({ length: maximumFrames }, (_, place) => wanted[Math.floor(place * step)] ?? 0);
}

/** The frame that is shown at each tick from the first frame on, up to the last frame. */
function chooseByTime(times: readonly number[], intervalMs: number): number[] {
  const chosen: number[] = [];
  const [start = 0] = times;
  const end = times.at(-1) ?? Number.NEGATIVE_INFINITY;
  let shown = 0;
  for (let tick = 0; start + tick * intervalMs <= end + toleranceMs; tick += 1) {
    const now = start + tick * intervalMs + toleranceMs;
    while ((times[shown + 1] ?? Number.POSITIVE_INFINITY) <= now) shown += 1;
    if (chosen.at(-1) !== shown) chosen.push(shown);
  }
  return chosen;
}

/** Times in fractions of milliseconds do not add up exactly. */
const toleranceMs = 0.01;
