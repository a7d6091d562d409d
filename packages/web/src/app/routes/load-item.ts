import { api } from '../../api/client.ts';
import { type ReadingAhead, readAhead } from '../read-ahead.ts';
import { type ItemPlace, prepareItem } from './prepare-item.ts';

/** Reads all that the page of an item shows, at once. */
export async function loadItem(
  ahead: ReadingAhead,
  { runId, ...place }: ItemPlace & { readonly runId: string },
): Promise<void> {
  const input = { id: runId };
  await readAhead(ahead, async (client) => {
    const beside = [
      prepareItem(client, place),
      client.prefetchQuery(api.runs.summary.queryOptions({ input })),
    ];
    // They may fail before anybody waits for them, below.
    for (const reading of beside) reading.catch(() => {});
    const run = await client.fetchQuery(api.runs.get.queryOptions({ input }));
    const model = api.models.get.queryOptions({ input: { id: run.model.id } });
    await Promise.all([...beside, client.prefetchQuery(model)]);
  });
}
