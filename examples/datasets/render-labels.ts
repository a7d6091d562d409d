import { writeFile } from 'node:fs/promises';
import type { GroundTruth } from './ground-truth.ts';
import { pictures } from './scenes/pictures.ts';
import { takePicture } from './take-picture.ts';

/**
 * Renders the pictures in `labels/` and writes down what is on them: `npm run render`.
 * With names behind it, only those files are drawn again, and the ground truth is left alone.
 */
const wanted = process.argv.slice(2);
const folder = new URL('labels/', import.meta.url);
const groundTruth: GroundTruth = { images: [] };
for (const picture of pictures.filter(({ file }) => wanted.length === 0 || wanted.includes(file))) {
  const { bytes, known } = await takePicture(picture);
  await writeFile(new URL(picture.file, folder), bytes);
  groundTruth.images.push(known);
  console.log(
    `${picture.file}  ${known.codes.length} codes, ${Math.round(bytes.length / 1024)} KiB`,
  );
}
if (wanted.length === 0) {
  await writeFile(
    new URL('ground-truth.json', folder),
    `${JSON.stringify(groundTruth, null, 1)}\n`,
  );
}
