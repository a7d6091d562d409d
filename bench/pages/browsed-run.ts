import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { createRandom } from '../frame/random.ts';
import { idOf } from '../large-run/row-ids.ts';
import type { LargeRun } from '../large-run/start-large-run.ts';

const picture = join(import.meta.dirname, '../../examples/datasets/labels/label-01.jpg');

/** Gives so many data rows of the run a picture that can be shown: one file, at an address for each. */
export async function givePictures(run: LargeRun, rows: number): Promise<void> {
  const { id } = await post<{ id: string }>(run, '/datasets', { name: 'Pictures' });
  const form = new FormData();
  form.append('files', new Blob([await readFile(picture)]), 'label-01.jpg');
  const answer = await fetch(run.url(`/datasets/${id}/import?format=files`), {
    method: 'POST',
    headers: run.headers,
    body: form,
  });
  if (!answer.ok) throw new Error(await answer.text());
  await run.database.pool.query(
    `update data_rows set (asset_hash, byte_length, media_type, width, height) =
       (select asset_hash, byte_length, media_type, width, height from data_rows where dataset_id = $1)
     where id between $2 and $3`,
    [id, idOf('data row', 1), idOf('data row', rows)],
  );
}

/** Has the prediction of one item say so many boxes. Returns the address of its page. */
export async function fillWithBoxes(run: LargeRun, item: number, boxes: number): Promise<string> {
  const random = createRandom(3);
  const annotations: Annotation[] = Array.from({ length: boxes }, (_, index) => ({
    kind: 'bounding_box',
    class: ['car', 'person', 'dog', 'tree'][index % 4] ?? 'car',
    confidence: random(),
    box: {
      x: random() * 1100,
      y: random() * 600,
      width: 10 + random() * 60,
      height: 8 + random() * 60,
    },
  }));
  await run.database.pool.query('update predictions set annotations = $2 where item_id = $1', [
    idOf('item', item),
    JSON.stringify(annotations),
  ]);
  return pathOfItem(run, item);
}

/** The page of an item by its number. */
export function pathOfItem(run: LargeRun, item: number): string {
  return `/runs/${run.runId}/items/${idOf('item', item)}`;
}

async function post<Answer>(run: LargeRun, path: string, body: object): Promise<Answer> {
  const answer = await fetch(run.url(path), {
    method: 'POST',
    headers: { ...run.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Answer;
}
