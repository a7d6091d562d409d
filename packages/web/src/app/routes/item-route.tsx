import type { ItemDetail } from '@patchbay/core/api/item-routes.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { api } from '../../api/client.ts';
import { assignClassColours, type ClassColours } from '../../components/class-colours.ts';
import { AnchorLink } from '../../components/links.tsx';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { toRuns } from '../../components/ways-back.tsx';
import { ItemPage } from '../../features/predictions/item-page.tsx';
import { RetryItemButton } from '../../features/runs/retry-item-button.tsx';
import { itemQuery } from './prepare-item.ts';
import { useKnownClasses } from './use-known-classes.ts';
import { useNeighbours } from './use-neighbours.ts';

const route = getRouteApi('/runs/$runId/items/$itemId');

/** `/runs/$runId/items/$itemId?state=…&code=…` and the rest of the filter of the list that led here */
export function ItemRoute() {
  const { runId, itemId } = route.useParams();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const run = useQuery(api.runs.get.queryOptions({ input: { id: runId } }));
  const item = useQuery({
    ...itemQuery({ itemId, filter }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? 3_000 : false),
  });
  useNeighbours(item.isPlaceholderData ? undefined : item.data, filter);
  const colours = useColours(run.data, item.data);
  const step = useCallback(
    (next: string) =>
      void navigate({
        to: '/runs/$runId/items/$itemId',
        params: { runId, itemId: next },
        search: filter,
        // Going back leads to where the items are listed, not through all that were passed.
        replace: true,
        resetScroll: false,
      }),
    [navigate, runId, filter],
  );
  const backTo = ({ name }: RunView) => (
    <AnchorLink to="/runs/$runId" params={{ runId }} search={filter} size="sm">
      {showControls(name)}
    </AnchorLink>
  );
  return (
    <LoadedPage query={run} parent={toRuns}>
      {(foundRun) => (
        <LoadedPage query={item} parent={backTo(foundRun)}>
          {(foundItem) => (
            <ItemPage
              item={foundItem}
              run={foundRun}
              colours={colours}
              parent={backTo(foundRun)}
              actions={<RetryItemButton key={foundItem.id} item={foundItem} run={foundRun} />}
              onStep={step}
            />
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

/** The classes of the whole run, so that a class keeps its colour from item to item. */
function useColours(run: RunView | undefined, item: ItemDetail | undefined): ClassColours {
  const input = run ? { id: run.id } : skipToken;
  const summary = useQuery(api.runs.summary.queryOptions({ input }));
  const known = useKnownClasses(run);
  const ofRun = useMemo(
    () => new Set([...known, ...(summary.data?.classes ?? []).map((entry) => entry.class)]),
    [known, summary.data],
  );
  const beside = useMemo(() => {
    const names = (item?.prediction?.annotations ?? []).map((annotation) => annotation.class);
    return [...new Set(names)].filter((name) => !ofRun.has(name)).sort();
  }, [item, ofRun]);
  return useMemo(() => assignClassColours(known, [...ofRun, ...beside]), [known, ofRun, beside]);
}
