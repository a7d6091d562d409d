import type { DataRowContent, DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { firstFrame, type Subject } from './subject.ts';

export type DataRowQuery = UseQueryResult<DataRowView & DataRowContent>;

/** What the model is asked about, and what changes it. */
export interface ChosenSubject {
  readonly subject: Subject | null;
  readonly isLoading: boolean;
  /** Why the data row of the address cannot be read. */
  readonly error: unknown;
  chooseFile(file: File): Promise<void>;
  type(text: string, type: 'text' | 'html'): void;
  chooseFrame(frame: number | null): void;
  /** Goes back to what was asked about before. */
  restore(subject: Subject): void;
  clear(): void;
}

/**
 * A data row stands in the address, so that it can be linked to; a file or a text stays with the page, and takes
 * its place.
 */
export function useSubject(
  query: DataRowQuery | null,
  onDataRow: (id: string | null) => void,
): ChosenSubject {
  const [own, setOwn] = useState<Subject | null>(null);
  const drawFile = useDrawnFiles();
  const [frames, setFrames] = useState<{ [dataRowId: string]: number | null }>({});
  const row = query?.data;
  const subject = useMemo((): Subject | null => {
    if (!query) return own;
    if (!row) return null;
    const viewed = { dataRow: row, text: row.text, turns: row.turns };
    const chosen = frames[row.id];
    return {
      kind: 'data-row',
      row: viewed,
      frame: chosen === undefined ? firstFrame(viewed) : chosen,
    };
  }, [query, row, own, frames]);

  function takeOwn(next: Subject | null): void {
    setOwn(next);
    if (query) onDataRow(null);
  }

  return {
    subject,
    isLoading: query?.isPending ?? false,
    error: query?.error ?? null,
    async chooseFile(file) {
      takeOwn({ kind: 'file', file, picture: await drawFile(file) });
    },
    type: (text, type) => takeOwn({ kind: 'text', text, type }),
    chooseFrame(frame) {
      if (row) setFrames({ ...frames, [row.id]: frame });
    },
    restore(next) {
      if (next.kind !== 'data-row') return takeOwn(next);
      const { id } = next.row.dataRow;
      setFrames({ ...frames, [id]: next.frame });
      onDataRow(id);
    },
    clear: () => takeOwn(null),
  };
}

/**
 * Reads the pixels of a file, upright; null where the browser cannot draw its kind, such as TIFF. They can be gone
 * back to while the page is there; with it their memory is given back.
 */
function useDrawnFiles(): (file: File) => Promise<ImageBitmap | null> {
  const drawn = useRef<ImageBitmap[]>([]);
  useEffect(() => {
    const pictures = drawn.current;
    return () => {
      for (const picture of pictures.splice(0)) picture.close();
    };
  }, []);
  return async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
      () => null,
    );
    if (picture) drawn.current.push(picture);
    return picture;
  };
}
