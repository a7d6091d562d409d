import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { limitsSchema } from '@patchbay/core/model/limits.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { DataRow } from '@patchbay/hub/datasets/data-row.ts';
import { classNames, imageSize } from '../endpoint/answer.ts';

const ids = { organisation: 'bench-organisation', dataset: 'bench-dataset' };

/** How images reach the model of a benchmark. No bytes of an image are moved in either way. */
export type Delivery = 'original-url' | 'hub-url';

/** A model of the protocol `v7` as somebody would register it. */
export function describeModel(url: string, imageDelivery: Delivery): ModelConfiguration {
  return {
    protocol: 'v7',
    connection: { url, imageDelivery },
    dataRowTypes: ['image'],
    ontology: {
      tools: classNames.map((name) => ({ kind: 'bounding_box', name })),
      classifications: [],
    },
    parametersSchema: null,
  };
}

export const credentials: Credentials = { bearer: { token: 'bench-7d1f0c52a9e84b63' } };

/** The limits of a model that takes so many calls at once, as fast as they come. */
export function limitsOf(concurrency: number) {
  return limitsSchema.parse({ concurrency, requestsPerSecond: null, maximumAttempts: 4 });
}

/** Images as they are imported from a list of addresses. */
export function writeRows(count: number): DataRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `0199c0de-0000-7000-8000-${String(index).padStart(12, '0')}`,
    organisationId: ids.organisation,
    datasetId: ids.dataset,
    type: 'image',
    globalKey: `frames/${index}.jpg`,
    assetHash: index.toString(16).padStart(64, '0'),
    byteLength: 180_000,
    mediaType: 'image/jpeg',
    ...imageSize,
    orientation: 1,
    durationMs: null,
    frameCount: null,
    text: null,
    turns: null,
    attachments: [],
    sourceUrl: `https://images.example.com/street/2026-11-04/frame-${index}.jpg`,
    metadata: {},
    createdAt: new Date(0),
  }));
}
