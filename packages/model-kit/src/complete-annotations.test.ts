import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import type { AnsweredRow } from '@patchbay/protocols/model-input.ts';
import { expect, test } from 'vitest';
import type { AnnotationDraft } from './annotation-draft.ts';
import { completeAnnotations } from './complete-annotations.ts';

const ontology = ontologySchema.parse({
  tools: [
    { kind: 'entity', name: 'Person' },
    { kind: 'bounding_box', name: 'Pallet' },
    { kind: 'mask', name: 'Pallet' },
  ],
  classifications: [
    { kind: 'radio', name: 'mood', options: [{ value: 'good' }, { value: 'bad' }] },
  ],
});
const text = { type: 'text', text: '😀 Tom' } as const;
const image = { type: 'image', size: { width: 20, height: 10 } } as const;

function readMistake(draft: AnnotationDraft, row: typeof text | typeof image): string {
  const outcome = completeAnnotations([draft], row, ontology);
  return outcome.ok ? 'none' : outcome.problem.message;
}

test('a span is given its words by code points, and a missing confidence becomes null', () => {
  const outcome = completeAnnotations(
    [{ kind: 'entity', class: 'Person', start: 2, end: 5 }],
    text,
    ontology,
  );
  expect(outcome).toMatchObject({
    ok: true,
    value: [{ kind: 'entity', class: 'Person', start: 2, end: 5, text: 'Tom', confidence: null }],
  });
});

test.for<[string, AnnotationDraft, typeof text | typeof image, string]>([
  [
    'a span beyond the text',
    { kind: 'entity', class: 'Person', start: 2, end: 6 },
    text,
    'the span [2, 6) does not lie in a text of 5 code points',
  ],
  ['an empty span', { kind: 'entity', class: 'Person', start: 2, end: 2 }, text, 'the span [2, 2)'],
  [
    'a confidence above 1',
    { kind: 'radio', class: 'mood', option: 'good', confidence: 97 },
    text,
    '/confidence Too big',
  ],
  [
    'a confidence that is no number',
    { kind: 'radio', class: 'mood', option: 'good', confidence: Number.NaN },
    text,
    '/confidence Invalid input',
  ],
  [
    'a negative width',
    { kind: 'bounding_box', class: 'Pallet', box: { x: 0, y: 0, width: -1, height: 1 } },
    image,
    '/box/width',
  ],
  [
    'an unknown option',
    { kind: 'radio', class: 'mood', option: 'meh' },
    text,
    '"meh" is none of its options (good, bad)',
  ],
  [
    'a class of another kind',
    { kind: 'polygon', class: 'Pallet', rings: [[0, 1, 2].map((x) => ({ x, y: x * x }))] },
    image,
    'declares no class of this kind and name',
  ],
  [
    'a mask with its size swapped',
    { kind: 'mask', class: 'Pallet', mask: { size: [20, 10], counts: 'X6' } },
    image,
    '[height, width] = [10, 20]',
  ],
  [
    'a box in a text',
    { kind: 'bounding_box', class: 'Pallet', box: { x: 0, y: 0, width: 1, height: 1 } },
    text,
    'cannot be drawn in a text',
  ],
])('%s is found before it is sent', ([, draft, row, mistake]) => {
  expect(readMistake(draft, row)).toContain(mistake);
});

test('a span of a page counts in its source', () => {
  const page = { type: 'html', text: '<b>😀 Tom</b>' } as const;
  expect(
    completeAnnotations([{ kind: 'entity', class: 'Person', start: 5, end: 8 }], page, ontology),
  ).toMatchObject({ ok: true, value: [{ text: 'Tom' }] });
});

const cars = ontologySchema.parse({
  tools: [
    {
      kind: 'bounding_box',
      name: 'Car',
      classifications: [
        {
          kind: 'checklist',
          name: 'damages',
          options: [
            { value: 'door', classifications: [{ kind: 'free_text', name: 'note' }] },
            { value: 'roof' },
          ],
        },
      ],
    },
    { kind: 'relation', name: 'tows' },
  ],
});
const box = { x: 0, y: 0, width: 1, height: 1 };
const note = { kind: 'free_text', class: 'note', confidence: null, text: 'deep' } as const;
const damages = { kind: 'checklist', class: 'damages', confidence: null } as const;

test.for<[string, NestedAnswer, string]>([
  ['a question that nobody asks', note, 'no free_text that is asked there'],
  [
    'a strange option',
    { ...damages, options: ['wing'] },
    '"wing" is none of its options (door, roof)',
  ],
  [
    'an answer under an option that is not chosen',
    { ...damages, options: ['roof'], classifications: [{ ...note, under: 'door' }] },
    'not under a chosen option',
  ],
  [
    'an answer under no option',
    { ...damages, options: ['door'], classifications: [note] },
    'not under a chosen option',
  ],
  [
    'a question of another option',
    { ...damages, options: ['roof'], classifications: [{ ...note, under: 'roof' }] },
    'no free_text that is asked there',
  ],
])('answers about a shape with %s are a mistake of the model', ([, answer, reason]) => {
  const car: AnnotationDraft = {
    kind: 'bounding_box',
    class: 'Car',
    box,
    classifications: [answer],
  };
  expect(completeAnnotations([car], image, cars)).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining(reason) },
  });
  const right = { ...damages, options: ['door'], classifications: [{ ...note, under: 'door' }] };
  expect(completeAnnotations([{ ...car, classifications: [right] }], image, cars).ok).toBe(true);
});

test('a shape in a video belongs to a frame that was given, or to all of it', () => {
  const video = { type: 'video', size: image.size, frames: [0, 25] } as const;
  const complete = (frame: number | undefined, row: AnsweredRow) =>
    completeAnnotations(
      [{ kind: 'bounding_box', class: 'Car', box, ...(frame !== undefined && { frame }) }],
      row,
      cars,
    );
  expect(complete(25, video).ok && complete(undefined, video).ok).toBe(true);
  expect(complete(7, video)).toMatchObject({
    problem: { message: expect.stringContaining('no frame 7 in a video of the frames 0, 25') },
  });
  expect(complete(0, image)).toMatchObject({
    problem: { message: expect.stringContaining('no frame 0 in an image') },
  });
});

test('relations join what has an id, and an id names one annotation', () => {
  const car = (id: string): AnnotationDraft => ({ kind: 'bounding_box', class: 'Car', box, id });
  const tows: AnnotationDraft = { kind: 'relation', class: 'tows', from: 'a', to: 'b' };
  expect(completeAnnotations([car('a'), car('b'), tows], image, cars).ok).toBe(true);
  expect(completeAnnotations([car('a'), tows], image, cars)).toMatchObject({
    problem: { message: expect.stringContaining('At annotation 1 an edge refers to the id "b"') },
  });
  expect(completeAnnotations([car('a'), car('a')], image, cars)).toMatchObject({
    problem: {
      message: expect.stringContaining('At annotation 1 the id "a" stands a second time'),
    },
  });
});
