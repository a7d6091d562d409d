import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { KnownRow, NewDataRow } from '../import-store.ts';

/** A data row as it was read, before it has an id. */
export type ReadRow = Omit<NewDataRow, 'id'>;

/**
 * What became of one file, line or address of an import. `source` names it: `urls.csv:12`. Left out is what
 * lies beside data rows and is not meant to be one.
 */
export type ImportStep =
  | {
      readonly kind: 'read';
      readonly source: string;
      readonly row: ReadRow;
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: 'left out'; readonly source: string }
  | { readonly kind: 'already there'; readonly source: string }
  | { readonly kind: 'failed'; readonly source: string; readonly problem: Problem };

type FailedStep = Extract<ImportStep, { kind: 'failed' }>;

/** A file of an upload, read as a stream. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Looks up global keys in the dataset that is imported into. */
export type FindKnown = (keys: readonly string[]) => Promise<Map<string, KnownRow>>;

/** A key that stands for something else already is never mixed up with it. */
export function keyTaken(source: string, globalKey: string): FailedStep {
  return {
    kind: 'failed',
    source,
    problem: {
      code: 'INPUT_NAME_TAKEN',
      message: `The dataset has another data row under "${globalKey}" already. Give this one another name, or import it into another dataset.`,
      details: { globalKey },
    },
  };
}
