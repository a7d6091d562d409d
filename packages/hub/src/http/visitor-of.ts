import type { FastifyRequest } from 'fastify';
import type { Visitor } from '../access/sessions/visitor.ts';

/** Who stands at the door with this request. */
export function visitorOf(request: FastifyRequest): Visitor {
  return { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
