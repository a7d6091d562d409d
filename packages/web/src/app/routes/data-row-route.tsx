import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { AnchorLink } from '../../components/links.tsx';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { DataRowPage } from '../../features/datasets/data-row/data-row-page.tsx';

const route = getRouteApi('/data-rows/$dataRowId');

/** `/data-rows/$dataRowId?items=…` */
export function DataRowRoute() {
  const { dataRowId } = route.useParams();
  const { items = null } = route.useSearch();
  const navigate = route.useNavigate();
  const row = useQuery(
    api.datasets.getDataRow.queryOptions({
      input: { id: dataRowId },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <LoadedPage
      query={row}
      parent={
        <AnchorLink to="/datasets" size="sm">
          Datasets
        </AnchorLink>
      }
    >
      {(found) => (
        <DataRowPage
          row={found}
          items={items}
          onItems={(next) => void navigate({ search: { items: [...next] }, resetScroll: false })}
          onStep={(next) =>
            void navigate({ to: '/data-rows/$dataRowId', params: { dataRowId: next }, search: {} })
          }
        />
      )}
    </LoadedPage>
  );
}
