import { fail, type Outcome } from '@patchbay/core/error/outcome.ts';

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a manifest, in the pieces of its message. */
export interface ManifestFault {
  readonly place: Place;
  /** What stands there. */
  readonly found: string;
  /** What was wanted in its place. */
  readonly wanted: string;
  /** The lines as they would be right. */
  readonly corrected: string;
}

/** MANIFEST_INVALID with line, column, what was wanted and the corrected lines. */
export function failManifest({ place, found, wanted, corrected }: ManifestFault): Outcome<never> {
  const { line, column } = place;
  return fail({
    code: 'MANIFEST_INVALID',
    message: `Line ${line}, column ${column}: ${found}. Wanted: ${wanted}. Corrected:\n${corrected}`,
    details: { line, column, wanted, corrected },
  });
}

/** The least that a manifest can be. */
export const smallestManifest =
  'name: My custom model\ninference_endpoint: https://models.example.com/infer';
