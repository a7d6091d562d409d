import type { Alternative } from '@patchbay/protocols/prediction-protocol.ts';
import { readConnection } from '../../connection.ts';
import type { TestInput } from '../inputs/test-input.ts';
import type { CheckOptions } from './check-options.ts';
import type { CheckSession } from './check-session.ts';

/**
 * Where a model answers that is not at the address which was entered: people leave `/v1` out, or write
 * it twice. Tried in a check alone and never taken by itself; null where none of the usual addresses of
 * the contract answers either.
 */
export async function findElsewhere(
  session: CheckSession,
  { protocol, connection }: CheckOptions,
  input: TestInput,
): Promise<Alternative | null> {
  const parsed = readConnection(protocol, connection);
  const endpoints = parsed.ok ? (protocol.listEndpoints?.(parsed.value) ?? []) : [];
  const predictions = endpoints.find(({ purpose }) => purpose === 'predictions');
  for (const alternative of predictions?.alternatives ?? []) {
    if (await session.isAnsweredAt(alternative.url, input)) return alternative;
  }
  return null;
}
