import tls from 'node:tls';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { askChaos, judge } from './testing/ask-chaos.ts';
import { faults, rowsWithoutFault } from './testing/chaos/faults.ts';
import type { Contract } from './testing/chaos/right-answer.ts';
import { type ChaosEndpoint, startChaosEndpoint } from './testing/chaos-endpoint.ts';
import { createTestCaller } from './testing/test-caller.ts';
import { testCertificates } from './testing/test-certificates.ts';

/** What a caller makes of everything that an endpoint can do wrong, each fault called over HTTP. */

let chaos: ChaosEndpoint;
beforeAll(async () => {
  chaos = await startChaosEndpoint();
});
afterAll(() => chaos.close());

/** The time limit of a call that is expected to end at it. */
const shortMs = 150;

const cases = faults.flatMap((fault) =>
  Object.entries(fault.wanted).map(([contract, wanted]) => {
    return { fault, contract: contract as Contract, wanted, path: `${fault.row}/${fault.name}` };
  }),
);

describe('an endpoint that does', () => {
  test.each(cases)(
    '$path makes of an item of $contract: $wanted (fault $fault.row)',
    async ({ fault, contract, wanted, path }) => {
      const caller = createTestCaller();
      const url = chaos.urlOf(path, { ms: 50, share: 1, case: contract });
      const isTimeout = wanted === 'MODEL_TIMEOUT';
      const timeoutMs = isTimeout ? shortMs : 10_000;
      let result = await askChaos(contract, url, { caller, timeoutMs });
      // A caller with several connections may take another one before it comes back to the first.
      for (let calls = 1; fault.shownOn === 2 && calls < 5 && result.outcome.ok; calls += 1) {
        result = await askChaos(contract, url, { caller, timeoutMs });
      }
      expect({ path, verdict: judge(result) }).toEqual({ path, verdict: wanted });
      if (isTimeout) expect(result.exchange?.latencyMs).toBeLessThan(shortMs + 250);
      expect(JSON.stringify(result)).not.toMatch(/canary|stolen/);
      // The next item of the same model is not spoilt by it.
      const next = await askChaos(contract, chaos.urlOf('right'), { caller, key: 'item-2' });
      expect(judge(next)).toBe('succeeds');
    },
  );

  test('nothing that is known is left out: every row of the groups N and J has an address', () => {
    const known = new Set([...faults, ...chaos.addressFaults].map(({ row }) => row));
    const rows = [
      ...Array.from({ length: 29 }, (_, index) => `N${index + 1}`),
      ...Array.from({ length: 23 }, (_, index) => `J${index + 1}`),
    ];
    const missing = rows.filter((row) => !known.has(row));
    expect(missing.sort()).toEqual(Object.keys(rowsWithoutFault).sort());
  });
});

test('an endpoint that cannot be connected to is told apart by its code (faults N1, N2, N3, N18)', async () => {
  // So that what is wrong with a certificate is more than who made it.
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, testCertificates.authority]);
  onTestFinished(() => tls.setDefaultCACertificates(trusted));
  const reasons: { [name: string]: unknown } = {};
  for (const { row, name, wanted, url } of chaos.addressFaults) {
    const timeoutMs = wanted === 'MODEL_TIMEOUT' ? shortMs : 10_000;
    const result = await askChaos('v7', url, { timeoutMs });
    expect(result.exchange?.latencyMs).toBeLessThan(timeoutMs + 250);
    expect({ row, name, verdict: judge(result) }).toEqual({ row, name, verdict: wanted });
    if (row === 'N18' && !result.outcome.ok) reasons[name] = result.outcome.problem.details?.reason;
  }
  expect(reasons).toEqual({
    'self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
    expired: 'CERT_HAS_EXPIRED',
    'wrong-host': 'ERR_TLS_CERT_ALTNAME_INVALID',
    'tls-1.0': expect.stringMatching(/PROTOCOL/),
  });
});

test('whatever an endpoint does, and in whatever order, a call ends in time with its own answer or a code', async () => {
  const anyFault = fc.constantFrom(...cases.filter(({ contract }) => contract === 'v7'));
  const calls = fc.array(fc.option(anyFault, { freq: 3 }), { minLength: 2, maxLength: 12 });
  let item = 0;
  await fc.assert(
    fc.asyncProperty(calls, fc.boolean(), async (sequence, together) => {
      const caller = createTestCaller();
      const call = async (each: (typeof cases)[number] | null) => {
        item += 1;
        const key = `item-${item}`;
        const url = chaos.urlOf(each?.path ?? 'right', { ms: 50 });
        const timeoutMs = each ? 400 : 10_000;
        const result = await askChaos('v7', url, { caller, key, timeoutMs });
        // On a machine that has other things to do a timer may be late.
        expect(result.exchange?.latencyMs).toBeLessThan(timeoutMs + 1000);
        const said = JSON.stringify(result.outcome);
        for (const name of said.match(/item-\d+/g) ?? []) expect(name).toBe(key);
        expect(said).not.toMatch(/canary|stolen/);
        if (!each) expect(judge(result)).toBe('succeeds');
      };
      if (together) await Promise.all(sequence.map(call));
      else for (const each of sequence) await call(each);
    }),
    { numRuns: 20 },
  );
}, 60_000);
