import { readErrorMessage } from '../error-message.ts';
import type { PredictionProtocol } from '../prediction-protocol.ts';
import { decodeClassesResponse, encodeClasses, encodeClassesRequest } from './classes.ts';
import { type V7Connection, v7ConnectionSchema } from './connection.ts';
import { supportedTypes } from './main-type.ts';
import { encodeRequest } from './request.ts';
import { decodeResponse } from './response.ts';
import { decodeRequest, encodeFailure, encodeResponse } from './server.ts';

/** V7 Darwin, bring your own model: https://docs.v7labs.com/docs/bring-your-own-model */
export const v7Protocol: PredictionProtocol<V7Connection> = {
  id: 'v7',
  title: 'V7 bring your own model',
  description:
    'GET /classes says what the model knows; POST /infer takes an image and answers with a list of results: boxes, polygons, tags.',
  documentationUrl: 'https://docs.v7labs.com/docs/bring-your-own-model',
  dataRowTypes: ['image'],
  annotationKinds: supportedTypes,
  authentication: ['basic', 'header', 'bearer'],
  connectionSchema: v7ConnectionSchema,
  imageDelivery: (connection) => connection.imageDelivery,
  encodeRequest,
  decodeResponse,
  readErrorMessage,
  discovery: {
    encodeRequest: encodeClassesRequest,
    decodeResponse: decodeClassesResponse,
  },
  server: {
    predictPath: '/infer',
    classesPath: '/classes',
    decodeRequest,
    encodeResponse,
    encodeFailure,
    encodeClasses,
  },
};
