import type { DataRowContent, DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { uprightUrl } from '../../../api/upload.ts';
import type { PictureSource } from '../../../components/viewer/bitmap-picture.tsx';

/** What the model is asked about: a file, a text, or a data row. */
export type Sample =
  | { readonly kind: 'file'; readonly file: File; readonly picture: ImageBitmap | null }
  | { readonly kind: 'text'; readonly type: 'text' | 'html'; readonly text: string }
  | { readonly kind: 'data-row'; readonly row: DataRowView & DataRowContent };

/** A file with its pixels, upright; without them where the browser cannot draw its kind, such as TIFF. */
export async function readSampleFile(file: File): Promise<Sample> {
  const drawing = createImageBitmap(file, { imageOrientation: 'from-image' });
  return { kind: 'file', file, picture: await drawing.catch(() => null) };
}

/** The picture of a sample; null where it has none that can be drawn. */
export function pictureOf(
  sample: Sample,
): { name: string; image: ImageSize; source: PictureSource } | null {
  if (sample.kind === 'file') {
    const { file, picture } = sample;
    if (!picture) return null;
    const { width, height } = picture;
    return { name: file.name, image: { width, height }, source: picture };
  }
  if (sample.kind === 'text' || !sample.row.image) return null;
  const { globalKey, image, id } = sample.row;
  return { name: globalKey, image, source: uprightUrl(id) };
}

/** The words of a sample; null where it is a picture. */
export function textOf(sample: Sample): string | null {
  if (sample.kind === 'text') return sample.text;
  return sample.kind === 'data-row' ? sample.row.text : null;
}
