import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { readApiError, toApiError } from './api-error.ts';
import { readFailure } from './failure.ts';

const body = {
  code: 'INPUT_NAME_TAKEN',
  message: 'A model is named "cats" already.',
  remedy: 'Choose another name.',
  requestId: 'request-7',
};

test("an answer of the hub keeps its message and remedy and gets the table's title", () => {
  expect(readFailure(toApiError(body, 409))).toMatchObject({
    code: 'INPUT_NAME_TAKEN',
    title: 'The name is taken',
    message: 'A model is named "cats" already.',
    remedy: 'Choose another name.',
    requestId: 'request-7',
  });
});

test('what a person at a page may not do is told with whom to ask, not with the command of a key', () => {
  const forbidden = { ...body, code: 'AUTH_FORBIDDEN', remedy: 'Use a key with the scope.' };
  expect(readFailure(toApiError(forbidden, 403)).remedy).toContain('Settings → People');
});

test('an address that no setting opens is not said to be one that can be allowed', () => {
  const blocked = { ...body, code: 'URL_BLOCKED', remedy: 'Have the entry allowed.' };
  const never = { ...blocked, details: { rule: 'never-called' } };
  expect(readFailure(toApiError(never, 422)).remedy).toBe('Give the address of the model.');
  const closed = { ...blocked, details: { rule: 'not-allowed', entry: '127.0.0.1:80' } };
  expect(readFailure(toApiError(closed, 422)).remedy).toContain('have this one allowed');
});

test.each(['Failed to fetch', 'network error', 'NetworkError when attempting to fetch resource.'])(
  'a connection that could not be made, or broke off (%s), is told as an unreachable hub, to whoever sits at a browser',
  (words) => {
    expect(readFailure(new TypeError(words))).toMatchObject({
      code: 'HUB_UNREACHABLE',
      remedy: expect.stringMatching(/^See that this machine is online/),
    });
  },
);

test('a fault of the page itself is not taken for a lost connection', () => {
  const fault = new TypeError("Cannot read properties of undefined (reading 'name')");
  expect(readFailure(fault)).toMatchObject({ code: 'INTERNAL', message: fault.message });
});

test('an answer of something in front of the hub names its status', () => {
  const gateway = new ORPCError('BAD_GATEWAY', { status: 502, message: 'Bad Gateway' });
  expect(readFailure(gateway)).toMatchObject({
    code: 'HUB_UNREACHABLE',
    message: expect.stringContaining('502'),
  });
  expect(readFailure(readApiError('<html>Bad gateway</html>', 502)).message).toContain('502');
});
