import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { describe, expect, test } from 'vitest';
import { createKnownKeys, type VerifiedKey } from './known-keys.ts';

function createVerifier(expiresAt: Date | null = null) {
  let count = 0;
  let now = 1_000_000;
  const waiting: PromiseWithResolvers<Outcome<VerifiedKey>>[] = [];
  const known = createKnownKeys(
    () => {
      count += 1;
      const answer = Promise.withResolvers<Outcome<VerifiedKey>>();
      waiting.push(answer);
      return answer.promise;
    },
    () => now,
  );
  const caller = { organisationId: 'o', actor: 'key:k', name: 'k', permissions: new Set<never>() };
  return {
    known,
    asked: () => count,
    wait(ms: number) {
      now += ms;
    },
    letIn: () => waiting.shift()?.resolve(succeed({ caller, expiresAt })),
    refuse: () => waiting.shift()?.resolve(fail({ code: 'AUTH_REQUIRED', message: 'no' })),
    break: () => waiting.shift()?.reject(new Error('the database is away')),
  };
}

describe('keys that are known', () => {
  test('a thousand requests at once ask the database once, and then not for half a minute', async () => {
    const verifier = createVerifier();
    const answers = Array.from({ length: 1000 }, () => verifier.known.find('a'));
    verifier.letIn();
    for (const outcome of await Promise.all(answers)) expect(outcome.ok).toBe(true);
    verifier.wait(29_999);
    await verifier.known.find('a');
    expect(verifier.asked()).toBe(1);
    verifier.wait(1);
    void verifier.known.find('a');
    expect(verifier.asked()).toBe(2);
  });

  test('a key that expires is not known for longer than that', async () => {
    const verifier = createVerifier(new Date(1_000_000 + 500));
    const first = verifier.known.find('a');
    verifier.letIn();
    await first;
    verifier.wait(500);
    void verifier.known.find('a');
    expect(verifier.asked()).toBe(2);
  });

  test('a key that is refused, and one about which the database could not be asked, are not kept', async () => {
    const verifier = createVerifier();
    const refused = verifier.known.find('a');
    verifier.refuse();
    expect((await refused).ok).toBe(false);
    const broken = verifier.known.find('a');
    verifier.break();
    await expect(broken).rejects.toThrow('away');
    void verifier.known.find('a');
    expect(verifier.asked()).toBe(3);
  });

  test('a key that is revoked while the database is being asked about it is asked about again', async () => {
    const verifier = createVerifier();
    const first = verifier.known.find('a');
    verifier.known.forget('key:k');
    verifier.letIn();
    await first;
    void verifier.known.find('a');
    expect(verifier.asked()).toBe(2);
  });

  test('whoever is forgotten is asked about again, others are not', async () => {
    const verifier = createVerifier();
    const first = verifier.known.find('a');
    verifier.letIn();
    await first;
    verifier.known.forget('key:another');
    await verifier.known.find('a');
    expect(verifier.asked()).toBe(1);
    verifier.known.forget('key:k');
    void verifier.known.find('a');
    expect(verifier.asked()).toBe(2);
  });
});
