import type { Json } from '@patchbay/core/json.ts';
import { damageText } from './damage-text.ts';
import { mutateValue } from './mutate-value.ts';
import type { Random } from './random.ts';

/** A valid payload: as text, and as the value that it is, where it is JSON. */
export interface Sample {
  readonly text: string;
  readonly value: Json | undefined;
}

/** A payload as a sample to start from. */
export function toSample(text: string): Sample {
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return { text, value: undefined };
  }
}

/** Longer payloads are cut: beyond 2 MB they are read on another thread, and nobody waits. */
const longestPayload = 500_000;

/**
 * A payload that began as a valid one: a few places of its value were changed, or of its text, or of both.
 * `other` is where foreign pieces are taken from.
 */
export function mutateSample(sample: Sample, other: Sample, random: Random): string {
  let text = sample.text;
  if (sample.value !== undefined && !random.oneIn(4)) {
    let value = sample.value;
    const foreign = other.value ?? null;
    for (let left = 1 + random.below(3); left > 0; left -= 1) {
      value = mutateValue(value, foreign, random);
    }
    text = JSON.stringify(value, null, random.oneIn(8) ? 1 : 0).slice(0, longestPayload);
    if (!random.oneIn(4)) return text;
  }
  for (let left = 1 + random.below(2); left > 0; left -= 1) text = damageText(text, random);
  return text;
}
