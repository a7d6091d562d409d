import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../api/client.ts';

/** How often numbers that may still change are read again. */
export const liveIntervalMs = 2_000;

/**
 * An evaluation, read again for as long as something is under way in it. Once nothing is, its results and prompts are
 * read a last time: what was read of them before may lack the end.
 */
export function useEvaluation(id: string) {
  const queryClient = useQueryClient();
  const query = useQuery(
    api.evaluations.get.queryOptions({
      input: { id },
      refetchInterval: ({ state }) => (state.data?.isUnderWay ? liveIntervalMs : false),
    }),
  );
  const isOver = query.data?.isUnderWay === false;
  useEffect(() => {
    if (!isOver) return;
    void queryClient.invalidateQueries({ queryKey: api.evaluations.results.key() });
    void queryClient.invalidateQueries({ queryKey: api.evaluations.prompts.key() });
  }, [isOver, queryClient]);
  return query;
}
