import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { protocols } from '@patchbay/protocols/protocols.ts';
import * as z from 'zod';
import type { OwnApi } from '../http/own-api.ts';

/** `contract.protocols`: what forms and lists need to know of each protocol. */
export function createProtocolsRoutes(api: OwnApi) {
  const views = protocols.map(toProtocolView);
  return { list: api.protocols.list.handler(() => views) };
}

function toProtocolView(protocol: PredictionProtocol): ProtocolView {
  const { $schema: _, ...connectionSchema } = z.toJSONSchema(protocol.connectionSchema, {
    io: 'input',
  });
  return {
    id: protocol.id,
    title: protocol.title,
    description: protocol.description,
    documentationUrl: protocol.documentationUrl,
    dataRowTypes: [...protocol.dataRowTypes],
    annotationKinds: [...protocol.annotationKinds],
    authentication: [...protocol.authentication],
    discoversOntology: protocol.discovery !== undefined,
    connectionSchema: z.record(z.string(), z.json()).parse(connectionSchema),
  };
}
