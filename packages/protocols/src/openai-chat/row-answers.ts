import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { keepUnknownClass } from '../answer/class-name.ts';
import { limitCount } from '../answer/limit-count.ts';
import { excerpt } from '../json/excerpt.ts';
import type { AnsweredRow } from '../model-input.ts';
import { keepUnknownAnswer, readAnswer } from './answers.ts';
import { indexAsked, listAsked } from './asked.ts';
import { findKey } from './find-key.ts';
import { isListOfQuotations, readQuotations } from './quotations.ts';
import { prepareQuotedText, type QuotedText, type Unplaced } from './quoted-text.ts';

type Path = readonly PropertyKey[];

/** What the answers about one row are read against. */
interface Reading {
  readonly ontology: Ontology;
  readonly rowType: AnsweredRow['type'];
  readonly quoted: QuotedText | null;
}

/** What the words of an answer are read against. */
export interface ContentContext {
  readonly ontology: Ontology;
  readonly row: AnsweredRow;
  readonly unplaced: Unplaced;
}

/** Reads the object with a key for everything that was asked. A null answers nothing. */
export function readAnswers(
  json: { [key: string]: Json },
  { ontology, row, unplaced }: ContentContext,
  path: Path,
): Outcome<Annotation[]> {
  const reading = { ontology, rowType: row.type, quoted: prepareQuotedText(row, unplaced) };
  const asked = indexAsked(listAsked(ontology, row.type));
  return andThen(limitCount(Object.entries(json), toJsonPointer(path)), (entries) => {
    const answers = entries.map(([key, value]): Outcome<Annotation[]> => {
      const place = [...path, key];
      if (value === null) return succeed([]);
      return andThen(findKey(key, asked, place), (found): Outcome<Annotation[]> => {
        if (found === null) return keepUnasked(key, value, reading, place);
        const { feature } = found;
        if (feature.kind !== 'entity') {
          return andThen(readAnswer(value, feature, place), (one) => succeed([one]));
        }
        // Entities are asked for only where there is a text.
        if (reading.quoted === null) return keepUnasked(key, value, reading, place);
        const quotedClass = { name: { class: feature.name }, questions: feature.classifications };
        return readQuotations(value, quotedClass, reading.quoted, place);
      });
    });
    return andThen(combine(answers), (read): Outcome<Annotation[]> => {
      const annotations = read.flat();
      const strange = entries.filter(
        ([key, value]) => value !== null && asked.keys.find(key).match === 'none',
      );
      const isUnderstood = annotations.length > 0 || strange.length < entries.length;
      return isUnderstood || strange.length === 0
        ? succeed(annotations)
        : refuseStrange(
            strange.map(([key]) => key),
            [...asked.byKey.keys()],
            path,
          );
    });
  });
}

/** What answers are put into, by habit of other programs. */
const wrappers = new Set(['result', 'results', 'response', 'answer', 'answers', 'data', 'output']);

/** Keys of which none was asked for and nothing could be kept: read one by one they would say "answered nothing". */
function refuseStrange(
  keys: readonly string[],
  wanted: readonly string[],
  path: Path,
): Outcome<never> {
  const list = (words: readonly string[]) =>
    excerpt(
      words
        .slice(0, 5)
        .map((word) => JSON.stringify(word))
        .join(', '),
    );
  const wrapper = keys.find((key) => wrappers.has(key));
  const advice = wrapper === undefined ? '' : ` Let the model take its answer out of "${wrapper}".`;
  const pointer = toJsonPointer(path);
  const message = `Nothing of the answer at ${pointer} is understood: it has the keys ${list(keys)}; asked for were ${list(wanted)}.${advice}`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}

/** What was not asked for is kept where its form says what it is, unless the ontology has it otherwise. */
function keepUnasked(
  key: string,
  value: Json,
  { ontology, rowType, quoted }: Reading,
  path: Path,
): Outcome<Annotation[]> {
  const pointer = toJsonPointer(path);
  const [feature] = indexFeatures(ontology).named(key);
  if (feature) {
    const message = `At ${pointer} the answer is for "${feature.name}", which the ontology has as ${feature.kind}; a row of type ${rowType} has none of these.`;
    return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
  }
  if (!quoted || !isListOfQuotations(value)) return keepUnknownAnswer(key, value, path);
  return andThen(keepUnknownClass(key, 'entity', pointer), (name) =>
    readQuotations(value, { name, questions: undefined }, quoted, path),
  );
}
