import { api } from '../../api/client.ts';
import { failuresQuery } from '../../features/runs/failures-query.ts';
import { type ReadingAhead, readAhead } from '../read-ahead.ts';

/** Reads what the upper part of the page of a run shows, all of it at once. */
export async function loadRun(ahead: ReadingAhead, { runId }: { runId: string }): Promise<void> {
  const input = { id: runId };
  await readAhead(ahead, async (client) => {
    const summary = client.prefetchQuery(api.runs.summary.queryOptions({ input }));
    const run = await client.fetchQuery(api.runs.get.queryOptions({ input }));
    const model = api.models.get.queryOptions({ input: { id: run.model.id } });
    await Promise.all([
      summary,
      client.prefetchQuery(model),
      run.counts.failed > 0 && client.prefetchQuery(failuresQuery(runId, run.counts.failed)),
    ]);
  });
}
