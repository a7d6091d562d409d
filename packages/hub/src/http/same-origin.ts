import type { FastifyRequest } from 'fastify';

/**
 * Whether a browser sent a request from one of our own pages, or a person typed its address.
 * Browsers say so in Sec-Fetch-Site on secure and loopback addresses; elsewhere Origin decides,
 * which is absent only from plain reads.
 */
export function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin !== undefined) return URL.parse(origin)?.host === request.headers.host;
  return request.method === 'GET' || request.method === 'HEAD';
}
