import type { ExportedItem } from './export-source.ts';

/** Writes the items of a run in a format, one after another, in the order of the dataset. */
export interface ExportWriter {
  /** What stands before everything. */
  begin(): string;
  /** What an item adds, as texts and bytes of texts; nothing where the format has nothing to say of it. */
  write(item: ExportedItem): readonly (string | Uint8Array)[];
  /** What stands behind everything. */
  end(): string;
}
