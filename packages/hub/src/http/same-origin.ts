import type { FastifyRequest } from 'fastify';

/**
 * Whether a browser sent a request from one of our own pages, or a person typed the address of something to read.
 * Browsers say so in Sec-Fetch-Site on secure and loopback addresses; elsewhere Origin decides,
 * which is absent only from plain reads.
 */
export function isSameOrigin(request: FastifyRequest): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && isRead);
  const { origin } = request.headers;
  if (origin !== undefined) return URL.parse(origin)?.host === request.headers.host;
  return isRead;
}
