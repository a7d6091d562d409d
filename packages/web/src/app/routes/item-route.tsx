import { showControls } from '@patchbay/core/text/show-controls.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { assignClassColours } from '../../components/class-colours.ts';
import { AnchorLink } from '../../components/links.tsx';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { ItemPage } from '../../features/predictions/item-page.tsx';
import { useKnownClasses } from './use-known-classes.ts';

const route = getRouteApi('/runs/$runId/items/$itemId');

/** `/runs/$runId/items/$itemId` */
export function ItemRoute() {
  const { runId, itemId } = route.useParams();
  const navigate = route.useNavigate();
  const run = useQuery(api.runs.get.queryOptions({ input: { id: runId } }));
  const summary = useQuery(api.runs.summary.queryOptions({ input: { id: runId } }));
  const item = useQuery(
    api.items.get.queryOptions({ input: { id: itemId }, placeholderData: keepPreviousData }),
  );
  const knownClasses = useKnownClasses(run.data);
  return (
    <LoadedPage query={run}>
      {(foundRun) => (
        <LoadedPage query={item}>
          {(foundItem) => (
            <ItemPage
              item={foundItem}
              run={foundRun}
              // The classes of the whole run, so that a class keeps its colour from item to item.
              colours={assignClassColours(knownClasses, [
                ...(summary.data?.classes ?? []).map((entry) => entry.class),
                ...(foundItem.prediction?.annotations ?? []).map((annotation) => annotation.class),
              ])}
              parent={
                <AnchorLink to="/runs/$runId" params={{ runId }} size="sm">
                  {showControls(foundRun.name)}
                </AnchorLink>
              }
              onStep={(next) =>
                void navigate({
                  to: '/runs/$runId/items/$itemId',
                  params: { runId, itemId: next },
                })
              }
            />
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}
