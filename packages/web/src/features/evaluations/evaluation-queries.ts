import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** How often numbers that may still change are read again. */
export const liveIntervalMs = 2_000;

/** An evaluation, read again for as long as something is under way in it. */
export function useEvaluation(id: string) {
  return useQuery(
    api.evaluations.get.queryOptions({
      input: { id },
      refetchInterval: ({ state }) => (state.data?.isUnderWay ? liveIntervalMs : false),
    }),
  );
}
