import type { Sharp } from 'sharp';
import type { KnownCode, KnownImage } from './ground-truth.ts';
import { applyMatrix, type Camera, createCamera } from './render/camera.ts';
import { develop } from './render/develop.ts';
import { takePhotograph } from './render/photograph.ts';
import { createRandom } from './render/random.ts';
import type { Sheet } from './render/sheet.ts';
import type { Picture } from './scenes/picture.ts';

/** A picture as a file, with what is known about it. */
export interface TakenPicture {
  readonly bytes: Uint8Array;
  readonly known: KnownImage;
}

/** Arranges, photographs, develops and encodes one picture. */
export async function takePicture(picture: Picture): Promise<TakenPicture> {
  const random = createRandom(picture.file);
  const { file, width, height } = picture;
  const camera = createCamera({ ...picture.camera, width, height });
  const scene = await picture.arrange(random);
  const exposure = await takePhotograph(scene, camera);
  const image = await develop(exposure, picture.development, random);
  const codes = scene.sheets.flatMap((sheet) => locateCodes(sheet, camera));
  return { bytes: await encode(image, picture), known: { file, width, height, codes } };
}

/** The codes of a sheet in pixels of the upright picture. */
function locateCodes(sheet: Sheet, camera: Camera): KnownCode[] {
  const { origin, right, down } = sheet.plane;
  const toPhotograph = camera.lookAtPlane(origin, right, down);
  const locate = ({ x, y }: { x: number; y: number }) => {
    const pixel = applyMatrix(toPhotograph, x, y);
    return { x: Math.round(pixel.x * 10) / 10, y: Math.round(pixel.y * 10) / 10 };
  };
  return sheet.paper.codes.map((code) => {
    const [topLeft, topRight, bottomRight, bottomLeft] = code.polygon;
    return {
      ...code,
      polygon: [locate(topLeft), locate(topRight), locate(bottomRight), locate(bottomLeft)],
    };
  });
}

/** How the stored pixels are turned, so that the orientation brings them upright again. */
const storedTurn = { 3: 180, 6: 270, 8: 90 } as const;

async function encode(image: Sharp, picture: Picture): Promise<Uint8Array> {
  const { orientation } = picture;
  const turned = orientation
    ? image.rotate(storedTurn[orientation]).withMetadata({ orientation })
    : image;
  const toned = picture.isGrey ? turned.greyscale() : turned;
  if (picture.file.endsWith('.png')) return toned.png({ palette: true, colours: 16 }).toBuffer();
  if (picture.file.endsWith('.webp')) return toned.webp({ quality: 72 }).toBuffer();
  return toned.jpeg({ quality: 74, mozjpeg: true }).toBuffer();
}
