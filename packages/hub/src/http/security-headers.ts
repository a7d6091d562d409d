import type { FastifyInstance } from 'fastify';

/** What is no page can do nothing, even where a browser is made to open it as one. */
const answerPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What the pages of the app may do (docs/decisions/content-security-policy.md): scripts and styles from
 * here alone, but for the style elements that carry the nonce of this one answer; no `eval`, no markup
 * out of text (`trusted-types.ts` of the app lets nothing through that has a tag), nothing from elsewhere.
 */
export function appPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** The viewer of the API document at `/docs` has images as `data:`, and writes markup out of texts. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Gives every answer the headers that keep browsers strict, and the id of its request. Pages say in place
 * of the policy what they need.
 */
export function registerSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': answerPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-request-id': request.id,
    });
  });
}
