import { expect, test } from 'vitest';
import { describeReport, findReport } from './reported-problem.ts';

test.each([
  [{ error: { message: 'Too many', type: 'overloaded_error' } }, 'MODEL_OVERLOADED'],
  [{ error: { message: 'No such model', code: 404 } }, 'MODEL_NOT_FOUND'],
  [{ error: { message: 'No such model', code: '404' } }, 'MODEL_NOT_FOUND'],
  [{ error: { message: 'Half a status', code: 404.5 } }, 'MODEL_REPORTED_FAILURE'],
  [{ error: 'CUDA out of memory' }, 'MODEL_REPORTED_FAILURE'],
])('%j is told with the code that its own stands for', (body, code) => {
  expect(describeReport(body, '/error').code).toBe(code);
});

test('a type that is an object, even one that cannot be written as text, is passed over', () => {
  const body = { error: { type: { toString: 'patchbay' }, code: [503], status: 'server_error' } };
  expect(findReport(body)).toBe('/error');
  expect(describeReport(body, '/error').code).toBe('MODEL_SERVER_ERROR');
});
