import { readConnection } from '@patchbay/connect/connection.ts';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { findProtocol, protocols } from '@patchbay/protocols/protocols.ts';
import type { OwnApi } from '../http/own-api.ts';
import { valueOrThrow } from '../models/register-checks.ts';
import { toFormSchema } from './form-schema.ts';

/** `contract.protocols`: what forms and lists need to know of each protocol. */
export function createProtocolsRoutes(api: OwnApi) {
  const views = protocols.map(toProtocolView);
  return {
    list: api.protocols.list.handler(() => views),
    endpoints: api.protocols.endpoints.handler(({ input }) => {
      const protocol = valueOrThrow(findProtocol(input.id));
      const connection = valueOrThrow(readConnection(protocol, input.connection));
      const endpoints = protocol.listEndpoints?.(connection) ?? [];
      return endpoints.map(({ purpose, method, url }) => ({ purpose, method, url }));
    }),
  };
}

function toProtocolView(protocol: PredictionProtocol): ProtocolView {
  return {
    id: protocol.id,
    title: protocol.title,
    description: protocol.description,
    documentationUrl: protocol.documentationUrl,
    dataRowTypes: [...protocol.dataRowTypes],
    annotationKinds: [...protocol.annotationKinds],
    authentication: [...protocol.authentication],
    discoversOntology: protocol.discovery !== undefined,
    takesRegions: protocol.takesRegions ?? false,
    connectionSchema: toFormSchema(protocol.connectionSchema),
  };
}
