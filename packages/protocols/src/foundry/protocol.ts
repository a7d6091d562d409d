import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { readErrorMessage } from '../error-message.ts';
import type { PredictionProtocol } from '../prediction-protocol.ts';
import { foundryConformance } from './conformance.ts';
import { type FoundryConnection, foundryConnectionSchema } from './connection.ts';
import { encodeResponse } from './encode-response.ts';
import { listEndpoints } from './endpoints.ts';
import { foundryKinds } from './ontology.ts';
import { encodeRequest } from './request.ts';
import { decodeResponse } from './response.ts';
import { decodeRequest, encodeFailure } from './server.ts';

/** Labelbox Foundry custom models: https://docs.labelbox.com/docs/custom-model-integration */
export const foundryProtocol: PredictionProtocol<FoundryConnection> = {
  id: 'foundry',
  title: 'Labelbox Foundry custom model',
  description:
    'One POST of a conversation in messages and parts; the answer has a key for each feature: boxes, masks, outlines, spans, choices, words.',
  documentationUrl: 'https://docs.labelbox.com/docs/custom-model-integration',
  dataRowTypes,
  annotationKinds: foundryKinds,
  annotationDetails: ['classifications', 'frame', 'id'],
  authentication: ['bearer', 'basic', 'header'],
  defaultTimeoutMs: 60_000,
  connectionSchema: foundryConnectionSchema,
  listEndpoints,
  maximumImageSide: (connection) => connection.maximumImageSide ?? null,
  encodeRequest,
  decodeResponse,
  readErrorMessage,
  conformance: foundryConformance,
  server: { predictPath: '/predict', decodeRequest, encodeResponse, encodeFailure },
};
