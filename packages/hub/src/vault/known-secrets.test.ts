import { expect, test } from 'vitest';
import { createKnownSecrets, knownSecrets, withoutSecrets } from './known-secrets.ts';

test('every secret that was had in hands is taken out of a text, in every way in which it is written (fault W3)', () => {
  const { note, scrub } = createKnownSecrets();
  note({ bearer: { token: 'first "secret"' } });
  note({ basic: { username: 'ana', password: 'second secret' } });
  const base64 = Buffer.from('ana:second secret').toString('base64');
  const line = JSON.stringify({
    a: 'is first "secret"',
    b: `Basic ${base64}`,
    c: 'second%20secret',
  });
  expect(JSON.parse(scrub(line))).toEqual({
    a: 'is [redacted]',
    b: 'Basic [redacted]',
    c: '[redacted]',
  });
  expect(scrub('third secret')).toBe('third secret');
});

test('of very many secrets those that were not used for longest are forgotten', () => {
  const { note, scrub } = createKnownSecrets();
  const credentials = (number: number) => ({ bearer: { token: `secret number ${number};` } });
  for (let number = 0; number <= 2000; number += 1) {
    note(credentials(number));
    note(credentials(0));
  }
  expect(scrub('secret number 0;')).toBe('[redacted]');
  expect(scrub('secret number 1;')).toBe('secret number 1;');
  expect(scrub('secret number 2000;')).toBe('[redacted]');
});

test('an error that ends the process says no secret, in its words, its stack and its cause (fault W3)', () => {
  knownSecrets.note({ header: { name: 'X-Key', value: 'told-to-nobody' } });
  const cause = new Error('at told-to-nobody');
  const error = withoutSecrets(new Error('header told-to-nobody is wrong', { cause }));
  expect(`${error.message} ${error.stack} ${cause.message} ${cause.stack}`).not.toContain(
    'told-to',
  );
  expect(error.message).toBe('header [redacted] is wrong');
});
