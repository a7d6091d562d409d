import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { expect, test } from 'vitest';
import { defineModel } from './define-model.ts';

const declaration = {
  name: 'blank',
  description: '',
  dataRowTypes: ['text'],
  predict: () => [],
} as const;

test('the schema of the parameters says that they are an object, as registering wants it', () => {
  const properties = { minimum: { type: 'number', default: 0.5 } };
  const model = defineModel({ ...declaration, ontology: {}, parametersSchema: { properties } });
  expect(model.parametersSchema).toEqual({ type: 'object', properties });
  expect(defineModel({ ...declaration, ontology: {} }).parametersSchema).toBeNull();
});

test('an ontology with a mistake is refused with the place of the mistake', () => {
  const define = () =>
    defineModel({ ...declaration, ontology: { tools: [{ kind: 'entity', name: ' ' }] } });
  expect(define).toThrow(PatchbayError);
  expect(define).toThrow(/"blank" is not valid. \/ontology\/tools\/0\/name/);
});

test.for([
  ['a name of two lines', { name: 'a\nb' }, /\/name: must be one line/],
  ['no name', { name: ' ' }, /\/name/],
  ['a rate of none', { requestsPerSecond: 0 }, /\/requestsPerSecond/],
  [
    'a type of rows that it cannot be given',
    { dataRowTypes: [JSON.parse('"sound"')] },
    /\/dataRowTypes\/0/,
  ],
  ['a readme without end', { readme: 'x'.repeat(100_001) }, /\/readme/],
] as const)('%s is refused, since it could not be registered', ([, change, message]) => {
  const define = () => defineModel({ ...declaration, ontology: {}, ...change });
  expect(define).toThrow(message);
});
