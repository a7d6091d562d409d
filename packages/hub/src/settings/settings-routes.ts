import type { OwnApi } from '../http/own-api.ts';
import type { RetentionService } from './retention-service.ts';
import type { StorageService } from './storage-service.ts';

/** `contract.settings`. */
export function createSettingsRoutes(
  api: OwnApi,
  services: { storage: StorageService; retention: RetentionService },
) {
  const { storage, retention } = services;
  return {
    storage: api.settings.storage.handler(({ context }) =>
      storage.read(context.principal.organisationId),
    ),
    retention: api.settings.retention.handler(({ context }) =>
      retention.read(context.principal.organisationId),
    ),
    changeRetention: api.settings.changeRetention.handler(({ input, context }) =>
      retention.change(context.principal, input.exchangeDays),
    ),
  };
}
