import { readConnection } from '@patchbay/connect/connection.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type { ImageWish } from './prepare-image.ts';

/** How a model wants its images, as its connection says; as base64 in full size where it says nothing. */
export function readImageWish(
  protocol: PredictionProtocol,
  written: ModelConfiguration['connection'],
): Outcome<ImageWish> {
  return andThen(readConnection(protocol, written), (connection) =>
    succeed({
      delivery: protocol.imageDelivery?.(connection) ?? 'base64',
      maximumSide: protocol.maximumImageSide?.(connection) ?? null,
    }),
  );
}
