import type { Database } from '@patchbay/hub/database/database.ts';
import { imageSize } from '../endpoint/answer.ts';

/** Fills a dataset with images by their addresses, as an import would have left them, by SQL alone. */
export async function fillDataset(
  database: Pick<Database, 'pool'>,
  datasetId: string,
  rows: number,
): Promise<void> {
  await database.pool.query(
    `insert into data_rows (id, organisation_id, dataset_id, type, global_key, asset_hash,
       byte_length, media_type, width, height, orientation, source_url, metadata)
     select ('0199c0de-0000-7000-8000-' || right(datasets.id::text, 4)
         || lpad(to_hex(number), 8, '0'))::uuid,
       datasets.organisation_id, datasets.id, 'image', 'frames/' || number || '.jpg',
       lpad(to_hex(number), 64, '0'), 180000, 'image/jpeg', $3, $4, 1,
       'https://images.example.com/street/2026-11-04/frame-' || number || '.jpg', '{}'
     from datasets, generate_series(1, $2::int) as number where datasets.id = $1::uuid`,
    [datasetId, rows, imageSize.width, imageSize.height],
  );
  await database.pool.query('update datasets set image_count = $2 where id = $1', [
    datasetId,
    rows,
  ]);
  await database.pool.query('analyze data_rows');
}
