import type { RunState } from '@patchbay/core/run/run-state.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Calls the failed items of a run again, all or those of one code; the run is followed again. */
export function useRetry(runId: string) {
  const queryClient = useQueryClient();
  return useMutation(
    api.runs.retry.mutationOptions({
      onSuccess: (run) => {
        queryClient.setQueryData(api.runs.get.queryKey({ input: { id: runId } }), run);
        void queryClient.invalidateQueries({ queryKey: api.runs.summary.key() });
        void queryClient.invalidateQueries({ queryKey: api.items.key() });
      },
    }),
  );
}

/** Whether failed items of a run in this state can be called again. */
export function canRetry(state: RunState): boolean {
  return state === 'running' || state === 'completed';
}
