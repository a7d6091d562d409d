import { onTestFinished } from 'vitest';
import type { TestHub } from '../../../testing/test-hub.ts';
import { startScriptedModel } from '../../testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  registerEcho,
  startRun,
  waitForEnd,
} from '../../testing/start-run.ts';
import { createReuseStore, type EarlierResult } from '../reuse-store.ts';

/** Two runs of one revision: one that found something for a data row, and a later one without items. */
export async function openRuns(hub: TestHub) {
  const reuse = createReuseStore(hub.database);
  const query = <Row extends object>(text: string, values: unknown[] = []) =>
    hub.database.pool.query<Row>(text, values);
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const [modelId, datasetId] = [await registerEcho(hub, model), await importTexts(hub, ['hello'])];
  const earlier = await startRun(hub, modelId, datasetId);
  await waitForEnd(hub, earlier);
  const later = await startRun(hub, modelId, datasetId, { selection: { withoutResult: true } });
  await waitForEnd(hub, later);
  const [item] = await listItems(hub, earlier);
  if (!item) throw new Error('The run has no item.');
  const { rows } = await query<{ id: string }>('select organisation_id as id from runs limit 1');
  const organisationId = rows[0]?.id ?? '';
  const dataRowId = item.dataRow.id;
  return {
    organisationId,
    earlier,
    later,
    itemId: item.id,
    dataRowId,
    /** What the later run finds for a data row. */
    async find(rowId = dataRowId, byAddress = false): Promise<EarlierResult[]> {
      const lookup = { dataRowIds: [rowId], byAddress };
      return await reuse.find({ organisationId, runId: later }, lookup);
    },
    /** A data row like the first but for one column; it lies in the same dataset. */
    async copyRow(column: string, value: string): Promise<string> {
      const copied = await query<{ id: string }>(
        `insert into data_rows select (jsonb_populate_record(data_rows, jsonb_build_object(
           'id', gen_random_uuid(), 'global_key', gen_random_uuid(), $2::text, $3::jsonb
         ))).* from data_rows where id = $1 returning id`,
        [dataRowId, column, value],
      );
      return copied.rows[0]?.id ?? '';
    },
  };
}
