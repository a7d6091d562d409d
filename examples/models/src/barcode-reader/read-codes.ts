import { boxAround, boxIou } from '@patchbay/model-kit';
import { type CodeFamily, type Corners, type DecodedCode, decodeCodes } from './decode-codes.ts';
import { type GreyImage, sharpen, turn } from './grey-image.ts';
import { outlineLinearCode } from './outline-linear-code.ts';
import { symbologies } from './symbology.ts';

/**
 * The angles at which linear codes are looked for once more. The decoder reads along rows and columns
 * and copes with some 20 degrees of tilt; with these, no code is more than 15 away.
 */
const furtherAngles = [30, 60];

/**
 * Reads all codes of an image, each once, with the outline of the whole code. Matrix codes are found at
 * any angle, linear ones by turning the image; a sharpened image gives small matrix codes a second chance.
 */
export async function readCodes(image: GreyImage, signal: AbortSignal): Promise<DecodedCode[]> {
  const codes: DecodedCode[] = [];
  const look = async (candidate: Promise<DecodedCode[]>) => {
    signal.throwIfAborted();
    for (const code of await candidate) {
      const outlined = outline(image, code);
      if (!codes.some((known) => isSame(known, outlined))) codes.push(outlined);
    }
  };
  await look(decodeCodes(image, ['AllLinear', 'AllMatrix']));
  for (const angle of furtherAngles) await look(decodeTurned(image, angle, ['AllLinear']));
  await look(sharpen(image).then((sharpened) => decodeCodes(sharpened, ['AllMatrix'])));
  return codes;
}

async function decodeTurned(
  image: GreyImage,
  degrees: number,
  families: readonly CodeFamily[],
): Promise<DecodedCode[]> {
  const turned = await turn(image, degrees);
  const codes = await decodeCodes(turned.image, families);
  return codes.map((code) => {
    const [topLeft, topRight, bottomRight, bottomLeft] = code.corners;
    const corners: Corners = [
      turned.toOriginal(topLeft),
      turned.toOriginal(topRight),
      turned.toOriginal(bottomRight),
      turned.toOriginal(bottomLeft),
    ];
    return { ...code, corners };
  });
}

function outline(image: GreyImage, code: DecodedCode): DecodedCode {
  const isLinear = symbologies[code.class].undetected > 0;
  return isLinear ? { ...code, corners: outlineLinearCode(image, code.corners) } : code;
}

/** Two readings at one place that say the same; the same label twice in a picture is two codes. */
function isSame(one: DecodedCode, other: DecodedCode): boolean {
  return (
    one.class === other.class &&
    one.text === other.text &&
    boxIou(boxAround(one.corners), boxAround(other.corners)) > 0
  );
}
