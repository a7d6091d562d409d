import type { RevisionView } from '@patchbay/core/api/model-routes.ts';
import { expect, test } from 'vitest';
import { compareRevisions } from './compare-revisions.ts';

const first: RevisionView = {
  id: '0199a000-0000-7000-8000-000000000001',
  number: 1,
  createdAt: '2026-11-26T08:00:00.000Z',
  protocol: 'foundry',
  connection: { url: 'https://a.example', maxTokens: 10 },
  dataRowTypes: ['image', 'text'],
  ontology: {
    tools: [
      { kind: 'bounding_box', name: 'Car' },
      { kind: 'polygon', name: 'Road' },
    ],
    classifications: [],
  },
  parametersSchema: { type: 'object', properties: { threshold: { type: 'number', minimum: 0 } } },
};

const find = (after: RevisionView, title: string) =>
  compareRevisions(first, after).find((part) => part.title === title)?.differences;

test('two revisions that say the same differ in nothing, whatever the order of what they say', () => {
  const same: RevisionView = {
    ...first,
    number: 2,
    connection: { maxTokens: 10, url: 'https://a.example' },
    dataRowTypes: ['text', 'image'],
    parametersSchema: { properties: { threshold: { minimum: 0, type: 'number' } }, type: 'object' },
  };
  expect(compareRevisions(first, same).flatMap(({ differences }) => differences)).toEqual([]);
});

test('what was added, removed and changed is told apart, with what it was and what it is', () => {
  const connection = { url: 'https://b.example', reading: 'lenient' };
  expect(find({ ...first, connection }, 'Connection')).toEqual([
    { kind: 'changed', name: 'url', before: 'https://a.example', after: 'https://b.example' },
    { kind: 'removed', name: 'maxTokens', before: '10', after: null },
    { kind: 'added', name: 'reading', before: null, after: 'lenient' },
  ]);
});

test('a class of another kind is another class, and what lies below one belongs to it', () => {
  const question = { kind: 'free_text' as const, name: 'plate' };
  const ontology = {
    tools: [
      { kind: 'bounding_box' as const, name: 'Car', classifications: [question] },
      { kind: 'line' as const, name: 'Road' },
    ],
    classifications: [],
  };
  const differences = find({ ...first, ontology }, 'Classes');
  expect(differences?.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'changed Car (bounding box)',
    'removed Road (polygon)',
    'added Road (line)',
  ]);
});

test('parameters are compared one by one; none at all are removed ones', () => {
  const named = (differences: ReturnType<typeof find>) =>
    differences?.map(({ kind, name }) => `${kind} ${name}`);
  expect(named(find({ ...first, parametersSchema: null }, 'Parameters'))).toEqual([
    'removed threshold',
    'removed the rest of the schema',
  ]);
  const parametersSchema = {
    type: 'object',
    properties: { threshold: { type: 'number', minimum: 0.5 }, size: { type: 'integer' } },
  };
  expect(named(find({ ...first, parametersSchema }, 'Parameters'))).toEqual([
    'changed threshold',
    'added size',
  ]);
});
