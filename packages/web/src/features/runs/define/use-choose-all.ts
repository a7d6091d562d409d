import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { mostChosenRows } from '@patchbay/core/run/run-selection.ts';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../../api/client.ts';

/** Which data rows are shown to be chosen. */
export interface RowFilter {
  readonly text?: string;
  readonly type?: DataRowType;
}

/** Chooses all rows that a filter finds beside those that are chosen, as many as there can be. */
export function useChooseAll(datasetId: string) {
  return useMutation({
    mutationFn: async ({ filter, chosen }: { filter: RowFilter; chosen: readonly string[] }) => {
      const ids = new Set(chosen);
      let cursor: string | undefined;
      do {
        const input = { id: datasetId, ...filter, ...(cursor && { cursor }), limit: 200 };
        const page = await client.datasets.listDataRows(input);
        for (const { id } of page.items) if (ids.size < mostChosenRows) ids.add(id);
        cursor = page.nextCursor ?? undefined;
      } while (cursor && ids.size < mostChosenRows);
      return [...ids];
    },
  });
}
