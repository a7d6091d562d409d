import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import pg from 'pg';
import { expect, test } from 'vitest';
import { judgeStorageFailure } from './judge-failure.ts';

const fromDatabase = (code: string) =>
  Object.assign(new pg.DatabaseError(code, 0, 'error'), { code });
const fromSystem = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ...['08006', '57P01', '57P03', '40001', '40P01', '53300', '53100', '55P03', '25006', '57014'],
])('the state %s of the database passes (fault E8)', (code) => {
  expect(judgeStorageFailure(fromDatabase(code))).toBe('passing');
});

test.each(['ECONNREFUSED', 'ECONNRESET', 'ENOSPC', 'EPIPE'])('%s passes', (code) => {
  expect(judgeStorageFailure(fromSystem(code))).toBe('passing');
  expect(judgeStorageFailure(new AggregateError([fromSystem(code)]))).toBe('passing');
});

test.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
  '"%s" passes',
  (message) => {
    expect(judgeStorageFailure(new Error(message))).toBe('passing');
  },
);

test.each(['22P05', '22021', '23514', '54000'])('values are refused with %s', (code) => {
  expect(judgeStorageFailure(fromDatabase(code))).toBe('refused');
});

test('what else the database says lasts, and a mistake of ours is one about the values', () => {
  expect(judgeStorageFailure(fromDatabase('42P01'))).toBe('lasting');
  expect(judgeStorageFailure(fromDatabase('XX001'))).toBe('lasting');
  expect(judgeStorageFailure(new TypeError('undefined is not a function'))).toBe('refused');
});

test('a storage that may answer later passes, one that refuses us lasts', () => {
  const judge = (code: 'STORAGE_UNREACHABLE' | 'STORAGE_REFUSED') =>
    judgeStorageFailure(new PatchbayError({ code, message: '' }));
  expect(judge('STORAGE_UNREACHABLE')).toBe('passing');
  expect(judge('STORAGE_REFUSED')).toBe('lasting');
});
