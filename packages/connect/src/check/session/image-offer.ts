import type { ImageSource, ModelInput } from '@patchbay/protocols/model-input.ts';
import { readConnection } from '../../connection.ts';
import type { TestInput } from '../inputs/test-input.ts';
import type { CheckOptions } from './check-options.ts';
import type { OfferedImage } from './check-record.ts';

/** Puts images where the contract of the endpoint wants them: into the request, or at an address. */
export interface ImageOffer {
  /** The input as it is sent. */
  present(input: TestInput): ModelInput;
  /** What stands at addresses; null where images go into the requests. */
  offered(): readonly OfferedImage[] | null;
}

export function createImageOffer({ protocol, connection, offerImage }: CheckOptions): ImageOffer {
  if (!isDeliveredByUrl(protocol, connection) || !offerImage)
    return { present: ({ input }) => input, offered: () => null };
  const images = new Map<string, OfferedImage>();

  function toAddress(source: ImageSource, name: string): ImageSource {
    if (source.kind === 'url' || !offerImage) return source;
    const bytes = Buffer.from(source.base64, 'base64');
    const image = images.get(name) ?? offerImage({ name, bytes, mediaType: source.mediaType });
    images.set(name, image);
    return { kind: 'url', url: image.url };
  }

  return {
    present({ name, input }) {
      if (input.type === 'image') return { ...input, source: toAddress(input.source, name) };
      if (input.type !== 'video') return input;
      const frames = input.frames.map((frame) => ({
        ...frame,
        source: toAddress(frame.source, `${name}-${frame.index}`),
      }));
      return { ...input, frames };
    },
    offered: () => [...images.values()],
  };
}

/** Whether images can be sent at all: an endpoint that fetches them needs an address. */
export function findDeliveryObstacle({
  protocol,
  connection,
  offerImage,
}: CheckOptions): string | null {
  return isDeliveredByUrl(protocol, connection) && !offerImage
    ? 'This endpoint fetches images itself, and this check has no address to offer them at. The command line has: --serve-images. Or start a run over a few items.'
    : null;
}

function isDeliveredByUrl(
  protocol: CheckOptions['protocol'],
  connection: CheckOptions['connection'],
): boolean {
  const parsed = readConnection(protocol, connection);
  const delivery = parsed.ok ? protocol.imageDelivery?.(parsed.value) : undefined;
  return delivery !== undefined && delivery !== 'base64';
}
