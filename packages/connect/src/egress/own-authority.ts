import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Whether certificates in PEM can be read; INPUT_INVALID with the number of the one that cannot. */
export function checkAuthority(pem: string): Outcome<null> {
  const all = pem.match(certificate) ?? [];
  const index = all.findIndex((one) => !isCertificate(one));
  if (all.length > 0 && index === -1) return succeed(null);
  const which = all.length > 1 ? ` ${index + 1} of ${all.length}` : '';
  const message = `credentials.authority: certificate${which} cannot be read; give the certificate of your authority in PEM, as in its file.`;
  return fail({ code: 'INPUT_INVALID', message, details: { path: '/credentials/authority' } });
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/**
 * What secure connections trust that are vouched for by an authority of their own: that one beside those
 * that this process trusts anyway. @throws PatchbayError MODEL_TLS_FAILED where it cannot be read
 */
export function trustAlso(authority: string): SecureContext {
  try {
    return createSecureContext({ ca: [...getCACertificates('default'), authority] });
  } catch (cause) {
    throw new PatchbayError({
      code: 'MODEL_TLS_FAILED',
      message:
        'The certificate of the authority that belongs to this model cannot be read. Give it again with its credentials.',
      cause,
    });
  }
}
