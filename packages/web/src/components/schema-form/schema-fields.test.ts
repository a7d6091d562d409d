import { expect, test } from 'vitest';
import { beginDrafts, collectValues } from './schema-drafts.ts';
import { readSchemaFields } from './schema-fields.ts';

const schema = {
  type: 'object',
  properties: {
    url: { type: 'string', title: 'Address' },
    scoreThreshold: { type: 'number', minimum: 0, maximum: 1, default: 0.5 },
    seed: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
    task_name: { enum: ['detect', 'segment'], default: 'detect' },
    isFast: { type: 'boolean' },
    classes: { type: 'array', items: { type: 'string' } },
  },
  required: ['url'],
};
const fields = readSchemaFields(schema);

test('each property becomes the control of its type', () => {
  expect(fields.map(({ label, kind }) => [label, kind])).toEqual([
    ['Address', 'text'],
    ['Score threshold', 'number'],
    ['Seed', 'integer'],
    ['Task name', 'choice'],
    ['Is fast', 'boolean'],
    ['Classes', 'json'],
  ]);
});

test('the form begins with the defaults, and gives them back', () => {
  const drafts = { ...beginDrafts(fields), url: 'https://models.example.com' };
  expect(collectValues(fields, drafts)).toEqual({
    ok: true,
    values: {
      url: 'https://models.example.com',
      scoreThreshold: 0.5,
      task_name: 'detect',
      isFast: false,
    },
  });
});

test('every field that is wrong is told at once, each with its own sentence', () => {
  const drafts = { ...beginDrafts(fields), scoreThreshold: 2, seed: 1.5, classes: '[cat' };
  expect(collectValues(fields, drafts)).toEqual({
    ok: false,
    errors: {
      url: 'Enter Address.',
      scoreThreshold: 'At most 1.',
      seed: 'Enter a whole number.',
      classes: expect.stringContaining('not JSON'),
    },
  });
});

test('a list is entered as JSON', () => {
  const drafts = { ...beginDrafts(fields), url: 'x', classes: '["cat"]' };
  expect(collectValues(fields, drafts)).toMatchObject({ ok: true, values: { classes: ['cat'] } });
});
