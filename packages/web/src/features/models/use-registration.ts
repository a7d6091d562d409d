import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Registers a model from the fields of a form, or from a manifest. */
export function useRegistration() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: api.models.list.key() });
  return {
    fromForm: useMutation(api.models.register.mutationOptions({ onSuccess })),
    fromManifest: useMutation(api.models.registerManifest.mutationOptions({ onSuccess })),
  };
}
