import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';

const read = new WeakMap<
  object,
  { protocol: PredictionProtocol; outcome: Outcome<{ url: string }> }
>();

/**
 * Reads the connection of a model in the form that its protocol declares. Once for all calls with the same
 * one: a connection is never changed after it was read.
 */
export function readConnection(
  protocol: PredictionProtocol,
  connection: ModelConfiguration['connection'],
): Outcome<{ url: string }> {
  const known = read.get(connection);
  if (known?.protocol === protocol) return known.outcome;
  const outcome = parseConnection(protocol, connection);
  read.set(connection, { protocol, outcome });
  return outcome;
}

function parseConnection(
  protocol: PredictionProtocol,
  connection: ModelConfiguration['connection'],
): Outcome<{ url: string }> {
  const parsed = protocol.connectionSchema.safeParse(connection);
  if (parsed.success) return succeed(parsed.data);
  const reasons = parsed.error.issues.map(
    ({ path, message }) => `${['connection', ...path].join('.')}: ${message}`,
  );
  return fail({
    code: 'INPUT_INVALID',
    message: `The connection does not fit the protocol "${protocol.id}". ${reasons.join('; ')}`,
    details: { protocol: protocol.id },
  });
}
