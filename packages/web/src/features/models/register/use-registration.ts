import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

/** Registers a model; `onRegistered` is called where nothing is left to be read on this page. */
export function useRegistration(onRegistered: (modelId: string) => void) {
  const queryClient = useQueryClient();
  return useMutation(
    api.models.register.mutationOptions({
      onSuccess: ({ model, warnings }) => {
        void queryClient.invalidateQueries({ queryKey: api.models.key() });
        if (warnings.length === 0) onRegistered(model.id);
      },
    }),
  );
}
