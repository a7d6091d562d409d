import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { expect, test } from 'vitest';
import { explainNothing } from './explain-nothing.ts';

const image = { width: 640, height: 480 };
const all = { hiddenClasses: new Set<string>(), threshold: 0 };

function boxAt(x: number, y: number, size: number, more: Partial<Annotation> = {}): Annotation {
  const box = { x, y, width: size, height: size };
  return { kind: 'bounding_box', class: 'cat', confidence: 0.7, box, ...more } as Annotation;
}

const dropped: Warning = { code: 'RESULT_DROPPED', message: 'No box.', pointer: '/results/0' };
const harmless: Warning = { code: 'JSON_UNWRAPPED', message: 'A fence.', pointer: '' };

test('an answer of which nothing was left out names nothing, whatever else was said of it', () => {
  const answer = { annotations: [], warnings: [harmless] };
  expect(explainNothing(answer, all, image)).toEqual({ why: 'empty-answer' });
});

test('where results could not be kept, each is told with its place', () => {
  const answer = { annotations: [], warnings: [dropped, harmless] };
  expect(explainNothing(answer, all, image)).toEqual({ why: 'left-out', warnings: [dropped] });
});

test('what the threshold on the page hides is counted, with the confidence from which something shows', () => {
  const annotations = [boxAt(10, 10, 50), boxAt(10, 90, 50, { confidence: 0.4 })];
  const told = explainNothing({ annotations, warnings: [] }, { ...all, threshold: 0.8 }, image);
  expect(told).toMatchObject({ why: 'hidden-here', count: 2, belowThreshold: 2, highest: 0.7 });
});

test('classes that were switched off are told from a threshold', () => {
  const visibility = { hiddenClasses: new Set(['cat']), threshold: 0 };
  const told = explainNothing({ annotations: [boxAt(9, 9, 50)], warnings: [] }, visibility, image);
  expect(told).toMatchObject({ why: 'hidden-here', belowThreshold: 0, ofHiddenClasses: 1 });
});

test('shapes that all lie outside of the image, or in one pixel of it, are found', () => {
  const outside = [boxAt(700, 20, 40), boxAt(-90, 20, 40)];
  expect(explainNothing({ annotations: outside, warnings: [] }, all, image)).toEqual({
    why: 'outside',
    count: 2,
  });
  const parts = [boxAt(0.2, 0.4, 0.3)];
  expect(explainNothing({ annotations: parts, warnings: [] }, all, image)).toEqual({
    why: 'normalised',
    count: 1,
  });
});

test('classes that the ontology does not know are named once', () => {
  const lorry = boxAt(10, 10, 50, { class: 'lorry', unknownClass: true });
  const told = explainNothing({ annotations: [lorry, lorry], warnings: [] }, all, image);
  expect(told).toEqual({ why: 'unknown-classes', count: 2, names: ['lorry'] });
});

test('nothing is said where something is to be seen', () => {
  const annotations = [
    boxAt(10, 10, 50),
    boxAt(700, 20, 40),
    boxAt(9, 9, 9, { unknownClass: true }),
  ];
  expect(explainNothing({ annotations, warnings: [dropped] }, all, image)).toBeNull();
});
