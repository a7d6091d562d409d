import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { ItemState } from '@patchbay/core/run/item-state.ts';
import { v7 as createId } from 'uuid';
import { classKey } from '../../runs/class-key.ts';
import { importTexts, registerEcho } from '../../runs/testing/start-run.ts';
import type { TestHub } from '../../testing/test-hub.ts';

/** An item as a run left it. */
export interface PlannedItem {
  /** The text of its data row. */
  text: string;
  /** Left out: succeeded. */
  state?: ItemState;
  code?: ErrorCode;
  /** What was predicted, where it succeeded. */
  annotations?: readonly Annotation[];
  warnings?: readonly Warning[];
}

/** Puts a finished run into the tables as the engine leaves it, and returns its id and those of its items. */
export async function insertRun(
  hub: TestHub,
  items: readonly PlannedItem[],
): Promise<{ runId: string; itemIds: string[] }> {
  const { pool } = hub.database;
  const modelId = await registerEcho(hub, { url: 'https://model.example/predict' });
  const datasetId = await importTexts(
    hub,
    items.map((item) => item.text),
  );
  const runId = createId();
  await pool.query(
    `insert into runs (id, organisation_id, name, model_id, revision_id, dataset_id, model_name,
       revision_number, protocol, dataset_name, parameters, state, created_by)
     select $1, models.organisation_id, 'A run', models.id, model_revisions.id, $3, models.name, 1, 'foundry',
       'Texts', '{}', 'completed', 'test'
     from models join model_revisions on model_id = models.id where models.id = $2`,
    [runId, modelId, datasetId],
  );
  const { rows } = await pool.query<{ id: string; organisation_id: string; revision_id: string }>(
    `select data_rows.id, data_rows.organisation_id, revision_id
     from data_rows, runs where data_rows.dataset_id = $1 and runs.id = $2 order by data_rows.id`,
    [datasetId, runId],
  );
  const itemIds: string[] = [];
  for (const [index, row] of rows.entries()) {
    const item = items[index];
    if (item) itemIds.push(await insertItem(hub, { ...row, runId }, item));
  }
  return { runId, itemIds };
}

async function insertItem(
  hub: TestHub,
  row: { id: string; organisation_id: string; revision_id: string; runId: string },
  item: PlannedItem,
): Promise<string> {
  const { state = 'succeeded', code = null, annotations = [], warnings = [] } = item;
  const { pool } = hub.database;
  const [id, isDone] = [createId(), state === 'succeeded'];
  const problem = code && JSON.stringify({ code, message: 'It did not work.' });
  await pool.query(
    `insert into run_items (id, organisation_id, run_id, chunk_id, data_row_id, state, attempts, code, problem,
       annotation_count, warning_count) values ($1, $2, $3, $3, $4, $5, 1, $6, $7, $8, $9)`,
    [
      id,
      row.organisation_id,
      row.runId,
      row.id,
      state,
      code,
      problem,
      isDone ? annotations.length : null,
      isDone ? warnings.length : null,
    ],
  );
  if (!isDone) return id;
  const highest = new Map<string, number>();
  for (const { class: name, confidence } of annotations) {
    highest.set(name, Math.max(highest.get(name) ?? -1, confidence ?? -1));
  }
  await pool.query(
    `insert into predictions (id, organisation_id, run_id, revision_id, item_id, data_row_id, annotations,
       warnings, confidence) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      createId(),
      row.organisation_id,
      row.runId,
      row.revision_id,
      id,
      row.id,
      JSON.stringify(annotations),
      JSON.stringify(warnings),
      Math.max(-1, ...highest.values()),
    ],
  );
  for (const [name, confidence] of highest) {
    await pool.query(
      `insert into prediction_classes (organisation_id, class_key, confidence, item_id)
       values ($1, $2, $3, $4)`,
      [row.organisation_id, classKey(row.runId, name), confidence, id],
    );
  }
  return id;
}
