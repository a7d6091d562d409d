import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { ImageSource } from '@patchbay/protocols/model-input.ts';
import { drawScene, houseScene, type Scene, villageScene } from './draw-scene.ts';
import type { TestInput } from './test-input.ts';
import { plainRows, writePng } from './write-png.ts';

interface Picture {
  readonly about: string;
  readonly size: ImageSize;
  /** Nothing, where the picture is of one colour. */
  readonly scene?: Scene;
}

/** The pictures of a check. `house` and `house-double` are one scene in two sizes. */
const pictures = {
  house: { about: 'the drawn house', size: { width: 640, height: 480 }, scene: houseScene },
  'house-double': {
    about: 'the drawn house, twice as large',
    size: { width: 1280, height: 960 },
    scene: houseScene,
  },
  village: { about: 'the drawn village', size: { width: 900, height: 600 }, scene: villageScene },
  blank: { about: 'the grey picture', size: { width: 320, height: 240 } },
  tiny: { about: 'the picture of one pixel', size: { width: 1, height: 1 } },
  huge: { about: 'the huge grey picture', size: { width: 8000, height: 6000 } },
} as const satisfies Record<string, Picture>;

export type TestImageName = keyof typeof pictures;

const drawn = new Map<TestImageName, Promise<Uint8Array>>();

/** A picture of the check, with its true size; as the one frame of a video where that is asked for. */
export async function createTestImage(
  name: TestImageName,
  type: 'image' | 'video',
): Promise<TestInput> {
  const picture: Picture = pictures[name];
  const bytes = drawn.get(name) ?? draw(picture);
  drawn.set(name, bytes);
  const base64 = Buffer.from(await bytes).toString('base64');
  const source: ImageSource = { kind: 'base64', base64, mediaType: 'image/png' };
  const { size } = picture;
  const named = { name, title: `${picture.about} (${size.width} × ${size.height})` };
  if (type === 'image') return { ...named, input: { type, source }, row: { type, size } };
  return {
    ...named,
    input: { type, frames: [{ index: 0, timeMs: 0, source }] },
    row: { type, size, frames: [0] },
  };
}

/** Drawn once for the life of the process. */
function draw({ size, scene }: Picture): Promise<Uint8Array> {
  return writePng(size, scene ? drawScene(size, scene) : plainRows(size, [128, 128, 128]));
}
