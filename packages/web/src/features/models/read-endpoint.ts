import type { ModelView } from '@patchbay/core/api/model-routes.ts';

/** The address of a model's endpoint. Every protocol's connection has it as `url`. */
export function readEndpoint({ revision: { connection } }: Pick<ModelView, 'revision'>): string {
  return typeof connection.url === 'string' ? connection.url : '';
}
