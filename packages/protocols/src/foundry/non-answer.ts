import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import { listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
import { excerpt } from '../json/excerpt.ts';
import { describeReport, findReport } from '../reported-problem.ts';
import { hasShapes, shapesForms } from './answer-forms.ts';
import { isFrames } from './frames.ts';
import { recogniseKinds } from './unknown-kind.ts';

type Answer = { [key: string]: Json };

interface AnswerPlace {
  readonly ontology: Ontology;
  /** Whether the key `frames` holds the frames of a video here. */
  readonly hasFrames: boolean;
  readonly path: readonly PropertyKey[];
}

/** What answers are put into, by habit of other servers. */
const wrappers = new Set(['predictions', 'outputs', 'response', 'result', 'results', 'data']);

/** Lists that say something about shapes of a class, and nothing without its name. */
const shapeFields = new Set([...shapesForms.map(({ field }) => field), 'scores']);

/**
 * Why an object with keys is no answer about a row or a frame, where read key by key it would say
 * "found nothing": it reports a failure, has shapes without a class, or nothing of it is understood.
 * Null where it may be an answer.
 */
export function findNonAnswer(answer: Answer, place: AnswerPlace): Problem | null {
  const keys = Object.keys(answer);
  const isKnown = (key: string) => namesFeature(key, place.ontology);
  const isFrameKey = (key: string) =>
    place.hasFrames && isFrames(key, answer[key] ?? null, place.ontology);
  const isAnswered = keys.some(
    (key) => isKnown(key) || (isFrameKey(key) && hasContent(answer[key] ?? null)),
  );
  const failure = isAnswered ? null : findFailure(answer, place.path);
  if (failure) return failure;
  const others = keys.filter((key) => !isKnown(key) && !isFrameKey(key));
  const flat = others.find((key) => shapeFields.has(key) && !hasShapes(answer[key] ?? null));
  if (flat !== undefined) return describeFlat(flat, place);
  if (others.length < keys.length) return null;
  const ignored = others.filter((key) => recogniseKinds(answer[key] ?? null).length === 0);
  const wrapper = ignored.find((key) => wrappers.has(key));
  const isUnderstood = wrapper === undefined && ignored.length < others.length;
  return isUnderstood || ignored.length === 0 ? null : describeIgnored(ignored, wrapper, place);
}

/** Whether a key of an answer is in the ontology, in one spelling or another. */
export function namesFeature(key: string, ontology: Ontology): boolean {
  return indexFeatures(ontology).findName(key).match !== 'none';
}

/** Whether anything is said about one of the frames. */
function hasContent(frames: Json): boolean {
  const answers = typeof frames === 'object' && frames !== null ? Object.values(frames) : [];
  return answers.some((answer) => isJsonObject(answer) && Object.keys(answer).length > 0);
}

/** The failure that an answer reports; FastAPI's `detail` beside no answer is one too. */
function findFailure(answer: Answer, path: readonly PropertyKey[]): Problem | null {
  const { detail = null } = answer;
  const pointer = findReport(answer) ?? (detail === null || detail === '' ? null : '/detail');
  return pointer === null ? null : describeReport(answer, toJsonPointer(path) + pointer);
}

function describeFlat(field: string, { ontology, path }: AnswerPlace): Problem {
  const drawn = ontology.tools.find(({ kind }) => kind !== 'entity')?.name ?? 'name of a class';
  const list = field === 'scores' ? 'boxes' : field;
  const form = `{"${excerpt(drawn)}": {"${list}": […], "scores": […]}}`;
  const pointer = toJsonPointer([...path, field]);
  const message = `At ${pointer} there are "${field}" of no class. Shapes and their scores stand below the name of their class: ${form}.`;
  return { code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } };
}

function describeIgnored(
  ignored: readonly string[],
  wrapper: string | undefined,
  { ontology, path }: AnswerPlace,
): Problem {
  const where = path.length === 0 ? 'the answer' : `the answer at ${toJsonPointer(path)}`;
  const verb = ignored.length === 1 ? 'is' : 'are';
  const features = [...new Set(listFeatures(ontology).map(({ name }) => name))];
  const wanted =
    features.length === 0 ? 'the ontology has none' : `the ontology has ${quote(features)}`;
  const remedy =
    wrapper === undefined
      ? 'Where nothing was found, answer {}.'
      : `The key "${wrapper}" seems to hold the answer: take the answer out of it.`;
  const message = `Nothing of ${where} was understood: ${quote(ignored)} ${verb} not in the ontology, and no annotation by form. Keys that are features were wanted: ${wanted}. ${remedy}`;
  const pointer = toJsonPointer([...path, wrapper ?? ignored[0] ?? '']);
  return { code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } };
}

const longestList = 5;

function quote(names: readonly string[]): string {
  const shown = names.slice(0, longestList).map((name) => `"${excerpt(name)}"`);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
