import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { usePermission } from '../../../api/use-session.ts';

/** Who may have done something, for a list to choose from; one who is chosen and gone stays in it. */
export function useActors(chosen: string | undefined): { value: string; label: string }[] {
  const mayReadMembers = usePermission('members:read');
  const mayReadKeys = usePermission('keys:read');
  const input = { limit: 200 };
  const members = useQuery(api.members.list.queryOptions({ input, enabled: mayReadMembers }));
  const keys = useQuery(api.apiKeys.list.queryOptions({ input, enabled: mayReadKeys }));
  const known = [
    ...(members.data?.items ?? []).map(({ id, name }) => ({ value: `user:${id}`, label: name })),
    ...(keys.data?.items ?? []).map(({ id, name }) => ({
      value: `key:${id}`,
      label: `${name} (API key)`,
    })),
    { value: 'operator', label: 'The operator, at the command line' },
    { value: 'hub', label: 'The hub, by itself' },
  ];
  if (chosen === undefined || known.some(({ value }) => value === chosen)) return known;
  return [...known, { value: chosen, label: 'Somebody who is not here any more' }];
}
