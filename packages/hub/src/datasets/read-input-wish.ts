import { readConnection } from '@patchbay/connect/connection.ts';
import {
  defaultVideoSampling,
  type VideoSampling,
} from '@patchbay/core/data-row/video-sampling.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { PredictionProtocol, VideoDelivery } from '@patchbay/protocols/prediction-protocol.ts';
import type { ImageWish } from './prepare-image.ts';

/** How a model wants what it is given. */
export interface InputWish {
  readonly images: ImageWish;
  readonly video: VideoDelivery;
  readonly sampling: VideoSampling;
}

/**
 * How a model wants what it is given, as its connection says: images as base64 in full size and videos
 * as frames in one call where it says nothing.
 */
export function readInputWish(
  protocol: PredictionProtocol,
  { connection: written, videoSampling }: Pick<ModelConfiguration, 'connection' | 'videoSampling'>,
): Outcome<InputWish> {
  return andThen(readConnection(protocol, written), (connection) =>
    succeed({
      images: {
        delivery: protocol.imageDelivery?.(connection) ?? 'base64',
        maximumSide: protocol.maximumImageSide?.(connection) ?? null,
      },
      video: protocol.videoDelivery?.(connection) ?? 'frames',
      sampling: videoSampling ?? defaultVideoSampling,
    }),
  );
}
