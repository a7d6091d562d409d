import { api } from '../../api/client.ts';

/** Why items of a run failed, with samples; read again where their number, `failed`, is another. */
export function failuresQuery(runId: string, failed: number) {
  const input = { id: runId };
  const queryKey = [...api.runs.failures.queryKey({ input }), failed];
  return api.runs.failures.queryOptions({ input, queryKey });
}
