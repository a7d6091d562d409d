import type { LinkView } from '@patchbay/core/api/session.ts';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { spendLink } from '../../api/session.ts';
import { isLongEnough } from '../../components/new-password-input.tsx';

/** What stands in the form of a one-time link, what of it is asked for, and how it is sent. */
export function useLinkDraft(link: LinkView, token: string, onSignedIn: () => void) {
  const [draft, setDraft] = useState({ name: '', email: '', password: '' });
  const isJoining = link.purpose === 'invitation';
  const asks = {
    name: link.purpose === 'first-owner' || (isJoining && !link.isKnown),
    email: link.email === null,
    knownPassword: isJoining && link.isKnown,
  };
  const entering = useMutation({ mutationFn: spendLink, onSuccess: onSignedIn });
  const isReady =
    (!asks.name || draft.name.trim() !== '') &&
    (!asks.email || draft.email.trim() !== '') &&
    (asks.knownPassword ? draft.password !== '' : isLongEnough(draft.password));

  function submit(event: SubmitEvent) {
    event.preventDefault();
    entering.mutate({
      token,
      password: draft.password,
      ...(asks.name && { name: draft.name.trim() }),
      ...(asks.email && { email: draft.email.trim() }),
    });
  }

  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  return { asks, draft, change, isReady, submit, entering };
}
