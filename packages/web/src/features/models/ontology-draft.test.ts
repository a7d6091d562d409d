import { expect, test } from 'vitest';
import { draftFeatures, type FeatureDraft, readOntology } from './ontology-draft.ts';

function draft(kind: FeatureDraft['kind'], name: string, options = ''): FeatureDraft {
  return { key: 1, kind, name, options };
}

test('what is drawn becomes a tool, what is answered a classification', () => {
  const ontology = readOntology([
    draft('bounding_box', ' parcel '),
    draft('radio', 'mood', 'good, bad,, neutral '),
    draft('free_text', 'summary'),
  ]);
  expect(ontology).toEqual({
    tools: [{ kind: 'bounding_box', name: 'parcel' }],
    classifications: [
      {
        kind: 'radio',
        name: 'mood',
        options: [{ value: 'good' }, { value: 'bad' }, { value: 'neutral' }],
      },
      { kind: 'free_text', name: 'summary' },
    ],
  });
});

test('rows without a name are left out', () => {
  expect(readOntology([draft('tag', '  ')])).toEqual({ tools: [], classifications: [] });
});

test('rows of the form say again what they gave', () => {
  const given = [draft('bounding_box', 'parcel'), draft('radio', 'mood', 'good, bad')];
  expect(draftFeatures(readOntology(given))).toMatchObject(
    given.map(({ kind, name, options }) => ({ kind, name, options })),
  );
});

test('an ontology that has more than rows can say is not made into rows', () => {
  const below = { kind: 'free_text' as const, name: 'plate' };
  const car = { kind: 'bounding_box' as const, name: 'car', classifications: [below] };
  expect(draftFeatures({ tools: [car], classifications: [] })).toBeNull();
  const labelled = {
    kind: 'radio' as const,
    name: 'mood',
    options: [{ value: '1', label: 'good' }],
  };
  expect(draftFeatures({ tools: [], classifications: [labelled] })).toBeNull();
  const comma = { kind: 'radio' as const, name: 'place', options: [{ value: 'Paris, Texas' }] };
  expect(draftFeatures({ tools: [], classifications: [comma] })).toBeNull();
});
