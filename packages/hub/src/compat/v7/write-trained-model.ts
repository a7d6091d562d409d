import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';

/** A stored model in the words of V7, with what was noticed when it was registered. No secrets. */
export function writeTrainedModel(
  model: ModelView,
  teamId: number,
  warnings: readonly Warning[],
  protocol: PredictionProtocol,
): Json {
  const { connection, ontology } = model.revision;
  const { username, headerName } = model.credentials;
  return {
    id: model.id,
    name: model.name,
    team_id: teamId,
    type: 'external',
    is_external: true,
    enabled: model.enabled,
    external_url: connection.url ?? null,
    ...(connection.classesUrl && { classes_url: connection.classesUrl }),
    ...(connection.inferUrl && { infer_url: connection.inferUrl }),
    ...(username !== undefined && { basic_auth_username: username }),
    ...(headerName !== undefined && { auth_secret_header: headerName }),
    classes: JSON.parse(protocol.server.encodeClasses?.(ontology).body ?? '[]'),
    /** `discovered`: as the endpoint lists them; `declared`: as given; `unverified`: not asked yet. */
    classes_state: model.discovery.state,
    inserted_at: model.createdAt,
    warnings: warnings.map(({ code, message, pointer }) => ({
      code,
      message,
      pointer,
      remedy: warningCodes[code].remedy,
    })),
  };
}
