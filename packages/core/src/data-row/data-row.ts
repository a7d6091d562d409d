import * as z from 'zod';

/** What a data row can be. */
export const dataRowTypes = ['image', 'text', 'html', 'conversational', 'video'] as const;
export const dataRowTypeSchema = z.enum(dataRowTypes);
export type DataRowType = z.infer<typeof dataRowTypeSchema>;

/** The file behind a data row, as the storage keeps it. */
export const assetSchema = z.object({
  /** SHA-256 of the bytes, hexadecimal. The same bytes are kept once. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  byteLength: z.int().nonnegative(),
  mediaType: z.string(),
});
export type Asset = z.infer<typeof assetSchema>;

/** Width and height in pixels of the image as displayed, that is with its EXIF orientation applied. */
export const imageSizeSchema = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
});
export type ImageSize = z.infer<typeof imageSizeSchema>;

/** What is known of a video once it has been read. */
export const videoFactsSchema = z.object({
  /** Width and height in pixels of its frames as displayed, that is with its rotation applied. */
  ...imageSizeSchema.shape,
  durationMs: z.int().nonnegative(),
  frameCount: z.int().positive(),
});
export type VideoFacts = z.infer<typeof videoFactsSchema>;
