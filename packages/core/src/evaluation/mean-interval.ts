import * as z from 'zod';
import { createRandom } from './random.ts';

/** How an interval was found. */
export const intervalMethods = ['wilson', 'bootstrap', 'normal'] as const;

/** A mean with the interval in which the mean of all such prompts lies with a confidence of 95 %. */
export const meanIntervalSchema = z.object({
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  method: z.enum(intervalMethods),
});
export type MeanInterval = z.infer<typeof meanIntervalSchema>;

/** The quantile of the normal distribution for 95 %. */
const quantile = 1.959963984540054;

const resamples = 1000;

/** Of more values the mean is as good as normally distributed, and resampling them would only take time. */
export const mostResampled = 1000;

/**
 * The share of successes, with the score interval: right for few values too, and never beyond 0 and 1.
 * Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927.
 */
export function estimateShare(successes: number, count: number): MeanInterval {
  const share = successes / count;
  const square = quantile * quantile;
  const centre = (share + square / (2 * count)) / (1 + square / count);
  const half =
    (quantile / (1 + square / count)) *
    Math.sqrt((share * (1 - share)) / count + square / (4 * count * count));
  const low = Math.min(share, Math.max(0, centre - half));
  const high = Math.max(share, Math.min(1, centre + half));
  return { mean: share, low, high, method: 'wilson' };
}

/**
 * The mean of values, at least one. Up to {@link mostResampled} the interval is that of the percentiles of means of
 * 1,000 samples drawn again (bootstrap, Efron 1979), the same for the same values; of more it is
 * `mean ± 1.96 s/√n`, to which that comes.
 */
export function estimateMean(values: readonly number[]): MeanInterval {
  const mean = average(values);
  if (values.length > mostResampled) {
    const spread = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
    );
    const half = (quantile * spread) / Math.sqrt(values.length);
    return { mean, low: mean - half, high: mean + half, method: 'normal' };
  }
  const means = drawMeans(values).sort((one, other) => one - other);
  const at = (share: number) => means[Math.round(share * (resamples - 1))] ?? mean;
  return {
    mean,
    low: Math.min(mean, at(0.025)),
    high: Math.max(mean, at(0.975)),
    method: 'bootstrap',
  };
}

function drawMeans(values: readonly number[]): number[] {
  const random = createRandom(values.length);
  return Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1) {
      sum += values[Math.floor(random() * values.length)] ?? 0;
    }
    return sum / values.length;
  });
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
