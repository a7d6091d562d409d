import { expect, test } from 'vitest';
import { checkAuthority } from './egress/own-authority.ts';
import { selfSignedCertificate } from './testing/self-signed-certificate.ts';
import { callOnce, createTestCaller, failOnce } from './testing/test-caller.ts';
import { testCertificates } from './testing/test-certificates.ts';
import { startHttpsServer } from './testing/test-server.ts';

const { authority, good, expired, elsewhere } = testCertificates;

function startSecure(certificate: string) {
  return startHttpsServer((_, response) => response.end('{}'), certificate);
}

test('an endpoint for which an authority of its own vouches is trusted by the calls that name it, and by no others (fault N18)', async () => {
  const { url } = await startSecure(good);
  const caller = createTestCaller();
  const trusting = { caller, credentials: { authority } };
  expect((await callOnce(url, trusting)).outcome.ok).toBe(true);
  // A connection of theirs is kept by now: it is not for everybody.
  expect((await failOnce(url, { caller })).code).toBe('MODEL_TLS_FAILED');
  const another = { caller, credentials: { authority: selfSignedCertificate.cert } };
  expect((await callOnce(url, { ...trusting, freshConnection: true })).outcome.ok).toBe(true);
  expect((await failOnce(url, another)).code).toBe('MODEL_TLS_FAILED');
});

test.each([
  ['is expired', expired, 'CERT_HAS_EXPIRED'],
  ['is for another host', elsewhere, 'ERR_TLS_CERT_ALTNAME_INVALID'],
])(
  'a certificate that %s is refused, whoever vouches for it (fault N18)',
  async (_, cert, reason) => {
    const { url } = await startSecure(cert);
    const problem = await failOnce(url, { credentials: { authority } });
    expect(problem).toMatchObject({ code: 'MODEL_TLS_FAILED', details: { reason } });
  },
);

test('an authority stands in no record of a call', async () => {
  const { url } = await startSecure(good);
  const { exchange } = await callOnce(url, { credentials: { authority } });
  expect(JSON.stringify(exchange)).not.toContain('CERTIFICATE');
});

test('a certificate that cannot be read is told, and which of several it is (fault N18)', async () => {
  const broken = good.replace('MIIBezCC', 'MIIBezAA');
  expect(checkAuthority(`${authority}\n${good}`).ok).toBe(true);
  expect(checkAuthority(`${authority}\n${broken}`)).toMatchObject({
    problem: { code: 'INPUT_INVALID', message: expect.stringContaining('certificate 2 of 2') },
  });
  const { url } = await startSecure(good);
  const problem = await failOnce(url, { credentials: { authority: broken } });
  expect(problem.code).toBe('MODEL_TLS_FAILED');
});
