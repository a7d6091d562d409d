import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { foundryProtocol } from '@patchbay/protocols/foundry/protocol.ts';
import { v7Protocol } from '@patchbay/protocols/v7/protocol.ts';
import { expect, test } from 'vitest';
import { narrowAnswer } from './narrow-answer.ts';

const box: Annotation = {
  kind: 'bounding_box',
  class: 'car',
  confidence: 1,
  id: 'car-1',
  frame: 3,
  box: { x: 0, y: 0, width: 1, height: 1 },
  classifications: [{ kind: 'radio', class: 'colour', confidence: null, option: 'red' }],
};
const heading: Annotation = {
  kind: 'vector',
  class: 'to',
  confidence: 1,
  id: 'v',
  angle: 0,
  length: 1,
};
const relation = (to: string): Annotation => ({
  kind: 'relation',
  class: 'goes',
  confidence: null,
  from: 'car-1',
  to,
});

test('what a contract carries is left as it is', () => {
  const narrowed = narrowAnswer([box, relation('car-1')], foundryProtocol);
  expect(narrowed).toEqual({ annotations: [box, relation('car-1')], leftOut: [] });
});

test('details that a contract has no place for are taken out and named', () => {
  const { kind, class: name, confidence, box: shape } = { ...box, kind: 'bounding_box' as const };
  expect(narrowAnswer([box], v7Protocol)).toEqual({
    annotations: [{ kind, class: name, confidence, box: shape }],
    leftOut: ['answers to the questions of shapes and options', 'frames of videos', 'ids'],
  });
});

test('a relation does not stay without its ends', () => {
  expect(narrowAnswer([box, heading, relation('v')], foundryProtocol)).toEqual({
    annotations: [box],
    leftOut: ['1 relations whose ends it does not carry'],
  });
});
