import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';

/** Reads the connection of a model in the form that its protocol declares. */
export function readConnection(
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
