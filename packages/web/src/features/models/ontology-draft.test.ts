import { expect, test } from 'vitest';
import { type FeatureDraft, readOntology } from './ontology-draft.ts';

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
