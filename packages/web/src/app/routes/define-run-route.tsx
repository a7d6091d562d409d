import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { DefineRunPage } from '../../features/runs/define/define-run-page.tsx';
import type { RunDraft } from '../../features/runs/define/run-draft.ts';

const route = getRouteApi('/runs/new');

/** `/runs/new?model=…&dataset=…` */
export function DefineRunRoute() {
  const draft = route.useSearch();
  const navigate = route.useNavigate();
  const keep = useCallback(
    (search: RunDraft) => void navigate({ search, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <PermittedPage title="New run" needs="runs:write" what="start a run">
      <DefineRunPage
        draft={draft}
        onDraft={keep}
        onStarted={(runId) => void navigate({ to: '/runs/$runId', params: { runId } })}
      />
    </PermittedPage>
  );
}
