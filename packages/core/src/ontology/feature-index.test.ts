import { expect, test } from 'vitest';
import { indexFeatures } from './feature-index.ts';
import { ontologySchema } from './ontology.ts';

const ontology = ontologySchema.parse({
  tools: [
    { kind: 'bounding_box', name: 'Cat' },
    { kind: 'mask', name: 'Cat' },
    { kind: 'mask', name: 'cat' },
  ],
  classifications: [{ kind: 'free_text', name: '__proto__' }],
});

test('a name is found among the features of one kind, or among all', () => {
  const index = indexFeatures(ontology);
  expect(index.findName('CAT', 'bounding_box')).toEqual({ match: 'normalised', name: 'Cat' });
  expect(index.findName('CAT', 'mask')).toEqual({ match: 'none' });
  expect(index.findName('CAT')).toEqual({ match: 'none' });
  expect(index.findName('cat', 'mask')).toEqual({ match: 'exact', name: 'cat' });
  expect(index.findName('cat', 'tag')).toEqual({ match: 'none' });
});

test('a name gives its feature of each kind', () => {
  const index = indexFeatures(ontology);
  expect(index.named('Cat').map(({ kind }) => kind)).toEqual(['bounding_box', 'mask']);
  expect(index.named('__proto__').map(({ kind }) => kind)).toEqual(['free_text']);
  expect(index.named('dog')).toEqual([]);
});

test('an ontology is indexed once', () => {
  expect(indexFeatures(ontology)).toBe(indexFeatures(ontology));
  expect(indexFeatures(structuredClone(ontology))).not.toBe(indexFeatures(ontology));
});
