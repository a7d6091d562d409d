import { expect, test } from 'vitest';
import { readErrorMessage } from './error-message.ts';
import { answerWith } from './testing/respond.ts';

test.each([
  ['OpenAI', { error: { message: 'no such model', type: 'x' } }],
  ['TGI', { error: 'no such model', error_type: 'validation' }],
  ['FastAPI', { detail: 'no such model' }],
  ['FastAPI, in a list', { detail: [{ msg: 'no such model' }, { msg: 'and more' }] }],
  ['others', { message: 'no such model' }],
])('the words for a failure are found where %s put them', (_, body) => {
  expect(readErrorMessage({ ...answerWith(body), status: 422 })).toBe('no such model');
});

test.each([['{}'], ['<html>'], ['[]'], ['{"error": {}}'], ['{"error": 7}'], ['']])(
  'there are none in %s',
  (body) => {
    expect(readErrorMessage(answerWith(body))).toBeNull();
  },
);
