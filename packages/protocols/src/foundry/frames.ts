import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { limitCount } from '../answer/limit-count.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';

/** The key under which the answers for the frames of a video stand. */
export const framesKey = 'frames';

/** Reads the answer for one frame, an object with a key for each feature. */
type ReadFrame = (
  answer: { [key: string]: Json },
  frame: number,
  path: readonly PropertyKey[],
) => Outcome<Annotation[]>;

/**
 * Whether a key of an answer about a video holds its frames. A feature may have the same name: then the
 * numbers of frames, which no form of an answer has as fields, tell them apart.
 */
export function isFrames(key: string, value: Json, ontology: Ontology): boolean {
  if (key !== framesKey) return false;
  if (indexFeatures(ontology).named(framesKey).length === 0) return true;
  return isJsonObject(value) && Object.keys(value).every((frame) => /^\d+$/.test(frame));
}

/**
 * Reads the answers for frames: `{"0": {…}, "25": {…}}` by the numbers of those that were sent, or a
 * list with one for each of them in order.
 */
export function readFrames(
  value: Json,
  sent: readonly number[],
  readFrame: ReadFrame,
): Outcome<Annotation[]> {
  const path = [framesKey];
  const pointer = toJsonPointer(path);
  return andThen(listFrames(value, sent), (entries) => {
    const limited = limitCount(entries, pointer);
    if (!limited.ok) return limited;
    const answers = entries.map(({ key, frame, answer }): Outcome<Annotation[]> => {
      const place = [...path, key];
      if (isJsonObject(answer)) return readFrame(answer, frame, place);
      const found = `At ${toJsonPointer(place)} there is ${excerptOf(answer)}`;
      return refuse(`${found}; an object with a key for each feature was wanted`, place);
    });
    return andThen(combine(answers), (lists) => succeed(lists.flat()));
  });
}

interface FrameEntry {
  readonly key: PropertyKey;
  readonly frame: number;
  readonly answer: Json;
}

function listFrames(value: Json, sent: readonly number[]): Outcome<FrameEntry[]> {
  if (Array.isArray(value)) {
    if (value.length === sent.length) {
      return succeed(
        sent.map((frame, index) => ({ key: index, frame, answer: value[index] ?? null })),
      );
    }
    const message = `At /${framesKey} there are ${value.length} answers in a list; ${sent.length} frames were sent. Send one for each, {} where there is nothing`;
    return refuse(message, [framesKey]);
  }
  if (!isJsonObject(value)) {
    const message = `At /${framesKey} there is ${excerptOf(value)}; an object with the numbers of frames as keys, or a list, was wanted`;
    return refuse(message, [framesKey]);
  }
  const known = new Map(sent.map((frame) => [String(frame), frame]));
  return combine(
    Object.entries(value).map(([key, answer]): Outcome<FrameEntry> => {
      const frame = known.get(key);
      if (frame !== undefined) return succeed({ key, frame, answer });
      const message = `At /${framesKey} there is an answer for the frame "${excerpt(key)}", which was not sent; the frames are ${excerpt(sent.join(', '))}`;
      return refuse(message, [framesKey, key]);
    }),
  );
}

function refuse(reason: string, path: readonly PropertyKey[]): Outcome<never> {
  const details = { pointer: toJsonPointer(path) };
  return fail({ code: 'MODEL_RESPONSE_INVALID', message: `${reason}.`, details });
}
