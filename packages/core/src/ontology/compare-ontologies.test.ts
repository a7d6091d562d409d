import { expect, test } from 'vitest';
import { compareOntologies } from './compare-ontologies.ts';
import type { Ontology } from './ontology.ts';

const cars: Ontology = {
  tools: [
    { kind: 'bounding_box', name: 'car' },
    { kind: 'polygon', name: 'road' },
  ],
  classifications: [{ kind: 'tag', name: 'night' }],
};

test('what only one side has is told, by kind as well as by name', () => {
  const others: Ontology = {
    tools: [
      { kind: 'bounding_box', name: 'road' },
      { kind: 'bounding_box', name: 'car' },
    ],
    classifications: [],
  };
  expect(compareOntologies(cars, others)).toEqual({
    onlyFirst: [
      { kind: 'polygon', name: 'road' },
      { kind: 'tag', name: 'night' },
    ],
    onlySecond: [{ kind: 'bounding_box', name: 'road' }],
  });
});

test('the order says nothing', () => {
  const turned = { ...cars, tools: cars.tools.toReversed() };
  expect(compareOntologies(cars, turned)).toEqual({ onlyFirst: [], onlySecond: [] });
});
