import type { StorageView } from '@patchbay/core/api/settings-routes.ts';
import type { MeasuredRows, StorageStore } from './storage-store.ts';

interface KnownDataset {
  readonly state: string;
  readonly rows: readonly MeasuredRows[];
}

/**
 * Measures the data rows of an organisation by type. Rows are added and never changed: a dataset is measured once,
 * and again when its counters have changed.
 */
export function createRowMeasure(store: Pick<StorageStore, 'listDatasets' | 'measureDataRows'>) {
  const known = new Map<string, ReadonlyMap<string, KnownDataset>>();

  return async (organisationId: string): Promise<StorageView['dataRows']> => {
    const before = known.get(organisationId);
    // Read before the rows: what is added meanwhile is measured again next time.
    const datasets = await store.listDatasets(organisationId);
    const changed = datasets.filter(({ id, state }) => before?.get(id)?.state !== state);
    const ids = changed.map(({ id }) => id);
    const measured = Map.groupBy(
      await store.measureDataRows(organisationId, ids),
      ({ datasetId }) => datasetId,
    );
    const now = datasets.map(({ id, state }): [string, KnownDataset] => {
      const kept = before?.get(id);
      return [id, kept?.state === state ? kept : { state, rows: measured.get(id) ?? [] }];
    });
    known.set(organisationId, new Map(now));
    return addUp(now.flatMap(([, { rows }]) => rows));
  };
}

function addUp(rows: readonly MeasuredRows[]): StorageView['dataRows'] {
  const byType = [...Map.groupBy(rows, ({ type }) => type)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return byType.map(([type, all]) => ({
    type,
    count: all.reduce((sum, { count }) => sum + count, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  }));
}
