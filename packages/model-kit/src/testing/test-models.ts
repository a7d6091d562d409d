import { defineModel } from '../define-model.ts';
import type { Model } from '../model.ts';

/** Marks the first word of a text, and counts no pixels: just enough of a model for tests. */
export function defineFirstWordModel(predict?: Model['predict']): Model {
  return defineModel({
    name: 'first word',
    description: 'Marks the first word of a text.',
    dataRowTypes: ['text'],
    ontology: { tools: [{ kind: 'entity', name: 'Word' }] },
    parametersSchema: {
      properties: { minimum: { type: 'number', minimum: 0, maximum: 1, default: 0.5 } },
    },
    predict:
      predict ??
      (({ text }, { parameters }) => [
        {
          kind: 'entity',
          class: 'Word',
          start: 0,
          end: [...(text.split(' ')[0] ?? '')].length,
          confidence: Number(parameters.minimum),
        },
      ]),
  });
}

/** Draws a box around the whole of an image. */
export const frameModel = defineModel({
  name: 'frame',
  description: 'Draws a box around the whole of an image.',
  dataRowTypes: ['image'],
  ontology: {
    tools: [
      { kind: 'bounding_box', name: 'Frame' },
      { kind: 'polygon', name: 'Outline' },
    ],
  },
  predict: ({ size }) => [
    { kind: 'bounding_box', class: 'Frame', box: { x: 0, y: 0, ...size }, confidence: 1 },
  ],
});
