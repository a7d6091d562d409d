import { to as copyTo } from 'pg-copy-streams';
import type { LargeRun } from '../large-run/start-large-run.ts';

/** Copies the predictions of the run out of PostgreSQL as text, as they lie there, and drops them. */
export async function copyPredictions({
  database,
  runId,
}: Pick<LargeRun, 'database' | 'runId'>): Promise<number> {
  const client = await database.pool.connect();
  try {
    let bytes = 0;
    const statement = `copy (select * from predictions where run_id = '${runId}') to stdout`;
    for await (const chunk of client.query(copyTo(statement))) bytes += chunk.length;
    return bytes;
  } finally {
    client.release();
  }
}
