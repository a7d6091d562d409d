import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { expect, test } from 'vitest';
import {
  draftFeatures,
  emptyFeature,
  type FeatureDraft,
  readOntology,
  retypeOptions,
} from './ontology-draft.ts';

function draft(kind: FeatureDraft['kind'], name: string, options = ''): FeatureDraft {
  return { ...emptyFeature(1, kind), name, options };
}

test('what is drawn becomes a tool, what is answered a classification', () => {
  const ontology = readOntology([
    draft('bounding_box', ' parcel '),
    draft('radio', 'mood', 'good\n bad\n\nParis, Texas '),
    draft('free_text', 'summary'),
  ]);
  expect(ontology).toEqual({
    tools: [{ kind: 'bounding_box', name: 'parcel' }],
    classifications: [
      {
        kind: 'radio',
        name: 'mood',
        options: [{ value: 'good' }, { value: 'bad' }, { value: 'Paris, Texas' }],
      },
      { kind: 'free_text', name: 'summary' },
    ],
  });
});

test('rows without a name are left out', () => {
  expect(readOntology([draft('tag', '  ')])).toEqual({ tools: [], classifications: [] });
});

const nested: Ontology = {
  tools: [
    {
      kind: 'bounding_box',
      name: 'car',
      classifications: [
        {
          kind: 'radio',
          name: 'colour',
          instructions: 'As in daylight',
          options: [
            { value: 'red', label: 'Red' },
            { value: 'other', classifications: [{ kind: 'free_text', name: 'which' }] },
          ],
        },
      ],
    },
  ],
  classifications: [{ kind: 'tag', name: 'blurred' }],
};

test('questions below questions, labels and instructions stand in the rows and are given back', () => {
  const drafts = draftFeatures(nested);
  expect(drafts?.[0]?.questions[0]?.questions).toMatchObject([{ name: 'which', under: 'other' }]);
  expect(readOntology(drafts ?? [])).toEqual(nested);
});

test('an ontology that has more than rows can say is not made into rows', () => {
  const lines = { kind: 'radio' as const, name: 'place', options: [{ value: 'Paris\nTexas' }] };
  expect(draftFeatures({ tools: [], classifications: [lines] })).toBeNull();
});

test('an option that is renamed keeps its label and its questions', () => {
  const [car] = draftFeatures(nested) ?? [];
  const colour = car?.questions[0];
  if (!colour) throw new Error('There is no question.');
  const renamed = retypeOptions(colour, 'crimson\nelse');
  expect(renamed.labels).toEqual({ crimson: 'Red' });
  expect(renamed.questions[0]?.under).toBe('else');
});
