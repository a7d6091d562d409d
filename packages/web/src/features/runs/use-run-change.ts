import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Calls the failed items of a run again, all or those of one code; the run is followed again. */
export function useRetry() {
  return useMutation(api.runs.retry.mutationOptions({ onSuccess: useShowChanged() }));
}

/** Sets failed items aside. */
export function useIgnore() {
  return useMutation(api.runs.ignore.mutationOptions({ onSuccess: useShowChanged() }));
}

/** Takes back that items are ignored. */
export function useRestore() {
  return useMutation(api.runs.restore.mutationOptions({ onSuccess: useShowChanged() }));
}

/** Reads stored answers anew, without calling the model; the numbers of the run follow. */
export function useDecodeAgain() {
  const queryClient = useQueryClient();
  return useMutation(
    api.runs.decodeAgain.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: api.runs.key() });
        void queryClient.invalidateQueries({ queryKey: api.items.key() });
      },
    }),
  );
}

/** Ends an action that is under way. */
export function useCancelAction() {
  const queryClient = useQueryClient();
  return useMutation(
    api.runs.cancelAction.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.runs.key() }),
    }),
  );
}

/** Pauses a run. */
export function usePause() {
  return useMutation(api.runs.pause.mutationOptions({ onSuccess: useShowChanged() }));
}

/** Lets a paused run go on. */
export function useResume() {
  return useMutation(api.runs.resume.mutationOptions({ onSuccess: useShowChanged() }));
}

/** Cancels a run. */
export function useCancel() {
  return useMutation(api.runs.cancel.mutationOptions({ onSuccess: useShowChanged() }));
}

/** Whether failed items of a run in this state can be called again. */
export function canRetry(state: RunState): boolean {
  return state === 'running' || state === 'completed';
}

/** Shows a run as the hub answered it, and reads again what depends on it. */
function useShowChanged() {
  const queryClient = useQueryClient();
  return (run: RunView) => {
    queryClient.setQueryData(api.runs.get.queryKey({ input: { id: run.id } }), run);
    void queryClient.invalidateQueries({ queryKey: api.runs.summary.key() });
    void queryClient.invalidateQueries({ queryKey: api.runs.failures.key() });
    void queryClient.invalidateQueries({ queryKey: api.runs.actions.key() });
    void queryClient.invalidateQueries({ queryKey: api.items.key() });
  };
}
