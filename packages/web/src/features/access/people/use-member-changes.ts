import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

/** Gives a person another role, takes them out, or makes them a link for a new password. */
export function useMemberChanges() {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: api.members.list.key() });
  return {
    changing: useMutation(api.members.change.mutationOptions({ onSettled })),
    removing: useMutation(api.members.remove.mutationOptions({ onSettled })),
    linking: useMutation(api.members.createSignInLink.mutationOptions()),
  };
}
