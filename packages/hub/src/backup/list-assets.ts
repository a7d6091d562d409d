import type pg from 'pg';

const hashesOfOnePage = 1000;

/**
 * Names of all files that rows name (images and videos, images of conversations and attachments, long answers), each
 * once, as of the transaction that is open on the connection.
 */
export async function* listAssets(client: pg.ClientBase): AsyncGenerator<string> {
  await client.query(
    `declare assets no scroll cursor for
       select asset_hash as hash from data_rows where type in ('image', 'video')
       union select part -> 'asset' ->> 'hash' from data_rows,
         lateral (
           select jsonb_path_query(turns, '$[*].parts[*]') as part
           union all select jsonb_path_query(attachments, '$[*]')
         ) as parts
         where part ->> 'type' = 'image'
       union select response_asset from calls where response_asset is not null
       order by hash`,
  );
  for (;;) {
    const { rows } = await client.query<{ hash: string }>(`fetch ${hashesOfOnePage} from assets`);
    for (const { hash } of rows) yield hash;
    if (rows.length < hashesOfOnePage) break;
  }
  await client.query('close assets');
}
