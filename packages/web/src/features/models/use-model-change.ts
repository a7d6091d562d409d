import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Changes a model and shows it changed everywhere. */
export function useModelChange(onChanged?: () => void) {
  const queryClient = useQueryClient();
  return useMutation(
    api.models.change.mutationOptions({
      onSuccess: (model) => {
        queryClient.setQueryData(api.models.get.queryKey({ input: { id: model.id } }), model);
        void queryClient.invalidateQueries({ queryKey: api.models.key() });
        onChanged?.();
      },
    }),
  );
}
