import type { PredictionProtocol } from '../prediction-protocol.ts';
import { decodeClassesResponse, encodeClasses, encodeClassesRequest } from './classes.ts';
import { v7Conformance } from './conformance.ts';
import { type V7Connection, v7ConnectionSchema } from './connection.ts';
import { listEndpoints } from './endpoints.ts';
import { readErrorWords } from './error-words.ts';
import { v7Kinds } from './kinds.ts';
import { encodeRequest } from './request.ts';
import { decodeResponse } from './response.ts';
import { decodeRequest, encodeFailure, encodeResponse } from './server.ts';

/** V7 Darwin, bring your own model: https://docs.v7labs.com/docs/bring-your-own-model */
export const v7Protocol: PredictionProtocol<V7Connection> = {
  id: 'v7',
  title: 'V7 bring your own model',
  description:
    'GET /classes says what the model knows; POST /infer takes an image or a video and answers with a list of results: boxes, polygons, ellipses, skeletons, tags and more.',
  documentationUrl: 'https://docs.v7labs.com/docs/bring-your-own-model',
  dataRowTypes: ['image', 'video'],
  annotationKinds: v7Kinds,
  annotationDetails: [],
  authentication: ['basic', 'header', 'bearer'],
  // "Your model should take less than 30 seconds to complete."
  defaultTimeoutMs: 30_000,
  connectionSchema: v7ConnectionSchema,
  listEndpoints,
  imageDelivery: (connection) => connection.imageDelivery,
  takesRegions: true,
  maximumImageSide: (connection) => connection.maximumImageSide ?? null,
  videoDelivery: ({ videoDelivery }) => (videoDelivery === 'frame-urls' ? 'frames' : videoDelivery),
  encodeRequest,
  decodeResponse,
  readErrorMessage: readErrorWords,
  discovery: {
    encodeRequest: encodeClassesRequest,
    decodeResponse: decodeClassesResponse,
  },
  conformance: v7Conformance,
  server: {
    predictPath: '/infer',
    classesPath: '/classes',
    decodeRequest,
    encodeResponse,
    encodeFailure,
    encodeClasses,
  },
};
