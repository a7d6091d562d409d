import { expect, test } from 'vitest';
import type { MadeCall } from './decode-store.ts';
import { findAnswers } from './find-answers.ts';

const call = (callId: string | null, more: Partial<MadeCall> = {}): MadeCall => ({
  itemId: 'item',
  frame: null,
  callId,
  isKept: callId !== null,
  status: callId === null ? null : 200,
  cutFrom: null,
  ...more,
});

test('the answer of an item is the last that the model gave, whatever failed after it', () => {
  const calls = [call('first'), call('second'), call('busy', { status: 503 }), call(null)];
  expect(findAnswers(calls, [null])).toMatchObject({ value: [{ frame: null, callId: 'second' }] });
});

test('a video has an answer for each frame, wherever the attempts at it began', () => {
  const calls = [
    call('0', { frame: 0 }),
    call('10-busy', { frame: 10, status: 503 }),
    call('10', { frame: 10 }),
    call('0-again', { frame: 0 }),
  ];
  expect(findAnswers(calls, [0, 10])).toMatchObject({
    value: [{ callId: '0-again' }, { callId: '10' }],
  });
  expect(findAnswers(calls, [0, 10, 20])).toMatchObject({
    ok: false,
    problem: { code: 'RUN_ANSWER_MISSING', message: 'Frame 20: The model has not answered.' },
  });
});

test.each([
  ['there is none', [], 'RUN_ANSWER_MISSING', /has not answered/],
  ['it was an error', [call('a', { status: 500 })], 'RUN_ANSWER_MISSING', /status 500/],
  ['it was removed', [call('a', { isKept: false, status: null })], 'RUN_EXCHANGE_REMOVED', /time/],
  ['it was cut', [call('a', { cutFrom: 70_000 })], 'RUN_EXCHANGE_CUT', /70,000 bytes/],
])('where %s, that is said', (_what, calls, code, message) => {
  const found = findAnswers(calls, [null]);
  expect(found).toMatchObject({ problem: { code, message: expect.stringMatching(message) } });
});
