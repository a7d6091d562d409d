import * as z from 'zod';
import { assetSchema, imageSizeSchema } from './data-row.ts';

/** An image in a conversation or beside a data row, kept like the image of a row. */
export const imagePartSchema = z.object({
  type: z.literal('image'),
  asset: assetSchema,
  image: imageSizeSchema,
  /** EXIF orientation of the stored bytes, 1 to 8. */
  orientation: z.int().min(1).max(8),
  /** The address that it was fetched from; null where it came with the import. */
  sourceUrl: z.string().nullable(),
});
export type ImagePart = z.infer<typeof imagePartSchema>;

/** A piece of a conversation's turn, or an attachment of a data row: words or an image. */
export const contentPartSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  imagePartSchema,
]);
export type ContentPart = z.infer<typeof contentPartSchema>;
