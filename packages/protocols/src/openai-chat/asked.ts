import { indexNames, type NameIndex } from '@patchbay/core/ontology/find-name.ts';
import { listFeatures, type Ontology, type Question } from '@patchbay/core/ontology/ontology.ts';
import { isAnsweredKind } from '../answer/classification-answer.ts';
import type { AnsweredRow } from '../model-input.ts';

/** A class whose spans are quoted from the text, with what is asked about each of them. */
export interface QuotedTool {
  readonly kind: 'entity';
  readonly name: string;
  readonly classifications?: readonly Question[] | undefined;
}

/** Something that a model is asked for, under the key at which its answer stands. */
export interface Asked<Feature extends QuotedTool | Question = QuotedTool | Question> {
  readonly key: string;
  readonly feature: Feature;
}

/** Types of data rows that have a text to quote from. */
const quotable: readonly AnsweredRow['type'][] = ['text', 'html'];

/** What a model is asked for about a row of a type: entities where there is a text, and all questions. */
export function listAsked(ontology: Ontology, rowType: AnsweredRow['type']): Asked[] {
  const features = listFeatures(ontology).flatMap((feature): (QuotedTool | Question)[] => {
    if (feature.kind === 'entity') {
      return quotable.includes(rowType) ? [{ ...feature, kind: feature.kind }] : [];
    }
    return isQuestion(feature) ? [feature] : [];
  });
  return withKeys(features);
}

/** The questions below an option or a tool, each under its key. */
export function listNested(questions: readonly Question[] | undefined): Asked<Question>[] {
  return withKeys(questions ?? []);
}

/** What is asked, ready to be found by the keys of an answer. */
export interface AskedIndex<Feature extends QuotedTool | Question> {
  readonly keys: NameIndex;
  readonly byKey: ReadonlyMap<string, Asked<Feature>>;
  /** Names that are no keys since several features share them, with the keys of these. */
  readonly sharedNames: ReadonlyMap<string, readonly string[]>;
}

export function indexAsked<Feature extends QuotedTool | Question>(
  asked: readonly Asked<Feature>[],
): AskedIndex<Feature> {
  const byKey = new Map(asked.map((one) => [one.key, one]));
  const renamed = asked.filter(({ key, feature }) => key !== feature.name);
  const byName = Map.groupBy(renamed, ({ feature }) => feature.name);
  return {
    keys: indexNames(byKey.keys()),
    byKey,
    sharedNames: new Map([...byName].map(([name, ones]) => [name, ones.map(({ key }) => key)])),
  };
}

/** The key is the name; where features of several kinds share one, the name and the kind. */
function withKeys<Feature extends QuotedTool | Question>(
  features: readonly Feature[],
): Asked<Feature>[] {
  const groups = Map.groupBy(features, ({ name }) => name);
  return features.map((feature) => {
    const isShared = (groups.get(feature.name)?.length ?? 0) > 1;
    const key = isShared ? `${feature.name} (${feature.kind.replace('_', ' ')})` : feature.name;
    return { key, feature };
  });
}

function isQuestion(feature: { readonly kind: string }): feature is Question {
  return isAnsweredKind(feature.kind);
}
