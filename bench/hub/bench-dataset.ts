import { classNames, imageSize } from '../endpoint/answer.ts';
import type { BenchHub } from './open-hub.ts';

/** A dataset of images at their addresses, none of which is ever fetched. Returns its id. */
export async function insertImages(hub: BenchHub, count: number): Promise<string> {
  const { id } = await hub.ask<{ id: string }>('POST', '/datasets', { name: crypto.randomUUID() });
  await hub.database.pool.query(
    `insert into data_rows (id, organisation_id, dataset_id, type, global_key, asset_hash,
       byte_length, media_type, width, height, orientation, source_url, metadata)
     select uuidv7(), $1, $2, 'image', 'frames/' || number || '.jpg',
       lpad(to_hex(number), 64, '0'), 180000, 'image/jpeg', $4, $5, 1,
       'https://images.example.com/street/2026-11-04/frame-' || number || '.jpg', '{}'
     from generate_series(1, $3) as number`,
    [hub.organisationId, id, count, imageSize.width, imageSize.height],
  );
  await hub.database.pool.query('update datasets set image_count = $2 where id = $1', [id, count]);
  await hub.database.pool.query('analyze data_rows');
  return id;
}

/** Registers the endpoint of the benchmarks. Returns the id of the model. */
export async function registerModel(hub: BenchHub, url: string, concurrency: number) {
  const { model } = await hub.ask<{ model: { id: string } }>('POST', '/models', {
    name: crypto.randomUUID(),
    protocol: 'v7',
    connection: { url, imageDelivery: 'original-url' },
    dataRowTypes: ['image'],
    ontology: { tools: classNames.map((name) => ({ kind: 'bounding_box', name })) },
    limits: { concurrency },
  });
  return model.id;
}
