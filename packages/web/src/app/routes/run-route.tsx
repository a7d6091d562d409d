import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { toRuns } from '../../components/ways-back.tsx';
import { RunPage } from '../../features/runs/run-page.tsx';
import { useKnownClasses } from './use-known-classes.ts';

const route = getRouteApi('/runs/$runId');

/** `/runs/$runId?state=…&code=…`, or `?class=…&minimumConfidence=…`, either with `&text=…` */
export function RunRoute() {
  const { runId } = route.useParams();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const run = useQuery(
    api.runs.get.queryOptions({
      input: { id: runId },
      // When a paused run is tried next changes without its state changing.
      refetchInterval: ({ state }) => (state.data?.state === 'paused' ? 3_000 : false),
    }),
  );
  const knownClasses = useKnownClasses(run.data);
  return (
    <LoadedPage query={run} parent={toRuns}>
      {(found) => (
        <RunPage
          key={runId}
          run={found}
          knownClasses={knownClasses}
          filter={filter}
          onFilter={(next) => void navigate({ search: next, resetScroll: false })}
        />
      )}
    </LoadedPage>
  );
}
