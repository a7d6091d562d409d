import { showControls } from '@patchbay/core/text/show-controls.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { AnchorLink } from '../../components/links.tsx';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { PlaygroundPage } from '../../features/playground/playground-page.tsx';

const route = getRouteApi('/models/$modelId/playground');

/** `/models/$modelId/playground?dataRow=…` */
export function PlaygroundRoute() {
  const { modelId } = route.useParams();
  const { dataRow: dataRowId } = route.useSearch();
  const navigate = route.useNavigate();
  const model = useQuery(api.models.get.queryOptions({ input: { id: modelId } }));
  const protocols = useQuery(api.protocols.list.queryOptions({ staleTime: Infinity }));
  const dataRow = useQuery(
    api.datasets.getDataRow.queryOptions({ input: dataRowId ? { id: dataRowId } : skipToken }),
  );
  return (
    <PermittedPage title="Playground" needs="models:use" what="ask models">
      <LoadedPage
        query={model}
        parent={
          <AnchorLink to="/models" size="sm">
            Models
          </AnchorLink>
        }
      >
        {(found) => (
          <PlaygroundPage
            key={modelId}
            model={found}
            takesRegions={
              protocols.data?.find(({ id }) => id === found.revision.protocol)?.takesRegions ??
              false
            }
            dataRow={dataRowId ? dataRow : null}
            parent={
              <AnchorLink to="/models/$modelId" params={{ modelId }} size="sm">
                {showControls(found.name)}
              </AnchorLink>
            }
            onDataRow={(id) =>
              void navigate({ search: id === null ? {} : { dataRow: id }, resetScroll: false })
            }
          />
        )}
      </LoadedPage>
    </PermittedPage>
  );
}
