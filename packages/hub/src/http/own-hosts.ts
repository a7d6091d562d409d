import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance } from 'fastify';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Answers only to the names that the hub has: those of loopback and that of its public URL. A page
 * of somebody else whose name points at this machine (DNS rebinding) is refused here.
 */
export function registerOwnHosts(app: FastifyInstance, publicUrl: string | undefined): void {
  const publicHost = publicUrl === undefined ? null : new URL(publicUrl).host;
  app.addHook('onRequest', async (request) => {
    // A second one is what a proxy before us may have gone by.
    const host = hostsOf(request.raw.rawHeaders).join(', ');
    if (host === publicHost || loopback.test(host.replace(/:\d+$/, ''))) return;
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `This hub does not answer to the name ${JSON.stringify(host)}. Where a proxy stands before it, start it with PATCHBAY_PUBLIC_URL set to the address that people use.`,
    });
  });
}

/** The values of all Host headers: names stand at the even places. */
function hostsOf(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host',
  );
}
