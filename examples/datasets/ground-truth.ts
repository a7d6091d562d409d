import * as z from 'zod';

/** The symbologies in the pictures, as the example barcode reader names them. */
export const barcodeClasses = ['QR Code', 'Data Matrix', 'Code 128', 'EAN-13', 'Code 39'] as const;
export type BarcodeClass = (typeof barcodeClasses)[number];

const pointSchema = z.strictObject({ x: z.number(), y: z.number() });

/** One code in a picture. */
export const knownCodeSchema = z.strictObject({
  class: z.enum(barcodeClasses),
  text: z.string().min(1),
  /** Corners in upright pixels, in the code's own order: top left, top right, bottom right, bottom left. */
  polygon: z.tuple([pointSchema, pointSchema, pointSchema, pointSchema]),
});
export type KnownCode = z.infer<typeof knownCodeSchema>;

/** What is known about one picture. */
export const knownImageSchema = z.strictObject({
  file: z.string(),
  /** Size with the EXIF orientation applied. */
  width: z.int().positive(),
  height: z.int().positive(),
  codes: z.array(knownCodeSchema),
});
export type KnownImage = z.infer<typeof knownImageSchema>;

/** The content of `labels/ground-truth.json`. */
export const groundTruthSchema = z.strictObject({ images: z.array(knownImageSchema) });
export type GroundTruth = z.infer<typeof groundTruthSchema>;
