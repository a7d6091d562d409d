import { defineModel, reportFailure, serveModel } from '@patchbay/model-kit';
import sharp from 'sharp';
import { type ColourImage, colours, findPatches } from './colour-finder/find-patches.ts';
import { type StartOptions, startFromCommandLine } from './start-from-command-line.ts';

/** Pixels of the longer side at which a picture is looked at. */
const side = 160;

/** Puts boxes around patches of colour, in nearly any photograph. */
export const colourFinder = defineModel({
  name: 'Colour finder',
  description: 'Puts boxes around patches of colour, in nearly any photograph.',
  dataRowTypes: ['image'],
  ontology: { tools: colours.map((name) => ({ kind: 'bounding_box', name })) },
  async predict({ bytes, size }) {
    const image = await shrink(bytes);
    const scale = { x: size.width / image.width, y: size.height / image.height };
    const leastPixels = Math.ceil((image.width * image.height) / 400);
    return findPatches(image, { leastStrength: 0.2, leastPixels }).map(
      ({ colour, strength, box }) => ({
        kind: 'bounding_box' as const,
        class: colour,
        confidence: Math.round(strength * 1000) / 1000,
        // Coordinates are pixels of the picture as it was sent, so they are scaled back.
        box: {
          x: box.x * scale.x,
          y: box.y * scale.y,
          width: box.width * scale.x,
          height: box.height * scale.y,
        },
      }),
    );
  },
});

/** A small copy of the picture, upright and without transparency. */
async function shrink(bytes: Uint8Array): Promise<ColourImage> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: 100_000_000 })
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .resize(side, side, { fit: 'inside' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, pixels: data };
  } catch (error) {
    return reportFailure(
      `The image cannot be decoded: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

/** Starts the colour finder at `/classes` and `/infer`, and at `/predict`. */
export function startColourFinder(options: StartOptions = {}) {
  return serveModel(colourFinder, { ...options, protocols: ['v7', 'foundry'] });
}

if (import.meta.main) await startFromCommandLine(startColourFinder);
