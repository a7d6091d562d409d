import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';

/** The pixels of an image on their way to a model: in the request itself, or where to fetch them. */
export type ImageSource =
  | { readonly kind: 'base64'; readonly base64: string; readonly mediaType: string }
  | { readonly kind: 'url'; readonly url: string };

/** One data row as it is given to a model. Images are upright: EXIF orientation is applied before. */
export type ModelInput =
  | { readonly type: 'image'; readonly source: ImageSource }
  | { readonly type: 'text'; readonly text: string };

/** What the answer of a model is measured against: the size of the image sent, or the text. */
export type AnsweredRow = { readonly type: 'image'; readonly size: ImageSize } | TextRow;
export type TextRow = { readonly type: 'text'; readonly text: string };
