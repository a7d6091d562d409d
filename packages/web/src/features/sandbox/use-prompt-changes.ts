import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Has the lists of saved prompts, and what was read of one, read again. */
export function useForgetPrompts(): () => void {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries({ queryKey: api.savedPrompts.key() });
}
