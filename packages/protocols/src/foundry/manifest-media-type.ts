import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import * as z from 'zod';

/** What the vendor's SDK knows as the media type of an ontology, besides the types of data rows here. */
const otherMediaTypes = [
  'audio',
  'dicom',
  'pdf',
  'tms_geo',
  'llm',
  'llm_prompt_creation',
  'llm_prompt_response_creation',
  'tms_simple',
  'point_cloud',
  'unknown',
  'unsupported',
] as const;

/** A word of a list, in any case: manifests write assets small and media types large. */
export function anyCase<const Words extends readonly string[]>(words: Words) {
  return z.string().trim().toLowerCase().pipe(z.enum(words));
}

/** The `media_type` of an ontology. */
export const mediaTypeSchema = anyCase([...dataRowTypes, ...otherMediaTypes]);

export type MediaType = z.infer<typeof mediaTypeSchema>;

const manifestPart = z.object({ ontology: z.object({ media_type: mediaTypeSchema }) });

/** The media type that the ontology of a manifest names; null where it names none. */
export function readMediaType(manifest: unknown): MediaType | null {
  const read = manifestPart.safeParse(manifest);
  return read.success ? read.data.ontology.media_type : null;
}
