import { readdir, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { barcodeClasses, groundTruthSchema } from './ground-truth.ts';
import { pictures } from './scenes/pictures.ts';
import { takePicture } from './take-picture.ts';

const folder = new URL('labels/', import.meta.url);
const groundTruth = groundTruthSchema.parse(
  JSON.parse(await readFile(new URL('ground-truth.json', folder), 'utf8')),
);

describe('the ground truth of the labels', () => {
  it('names every picture in the folder, and no other', async () => {
    const files = (await readdir(folder)).filter((file) => file !== 'ground-truth.json');
    expect(groundTruth.images.map(({ file }) => file).sort()).toEqual(files.sort());
    expect(pictures.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it.each(groundTruth.images)(
    'gives $file the size it has when it is shown upright',
    async (known) => {
      const { autoOrient } = await sharp(await readFile(new URL(known.file, folder))).metadata();
      expect(autoOrient).toEqual({ width: known.width, height: known.height });
    },
  );

  it.each(groundTruth.images)('places the codes of $file inside the picture', (known) => {
    for (const { x, y } of known.codes.flatMap(({ polygon }) => polygon)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(known.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(known.height);
    }
  });

  it('has every class, pictures with several codes and pictures with none', () => {
    const codes = groundTruth.images.flatMap((image) => image.codes);
    expect(new Set(codes.map((code) => code.class))).toEqual(new Set(barcodeClasses));
    expect(groundTruth.images.some((image) => image.codes.length > 3)).toBe(true);
    expect(groundTruth.images.filter((image) => image.codes.length === 0).length).toBeGreaterThan(
      2,
    );
  });

  it('has pictures that are stored turned by 90, 180 and 270 degrees', async () => {
    const orientations = await Promise.all(
      groundTruth.images.map(async ({ file }) => {
        return (await sharp(await readFile(new URL(file, folder))).metadata()).orientation ?? 1;
      }),
    );
    expect(new Set(orientations)).toEqual(new Set([1, 3, 6, 8]));
  });

  it.each(['tag-02.jpg', 'label-02.jpg'])('is what rendering %s again gives', async (file) => {
    const picture = pictures.find((candidate) => candidate.file === file);
    if (!picture) throw new Error(`${file} is not among the pictures`);
    const { known, bytes } = await takePicture(picture);
    expect(known).toEqual(groundTruth.images.find((image) => image.file === file));
    const { autoOrient } = await sharp(bytes).metadata();
    expect(autoOrient).toEqual({ width: picture.width, height: picture.height });
  });
});
