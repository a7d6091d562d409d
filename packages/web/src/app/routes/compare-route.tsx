import { getRouteApi } from '@tanstack/react-router';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { ComparePage } from '../../features/runs/compare/compare-page.tsx';

const route = getRouteApi('/runs/compare');

/** `/runs/compare?a=…&b=…` */
export function CompareRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PermittedPage title="Compare two runs" needs="predictions:read" what="compare predictions">
      <ComparePage
        search={search}
        onSearch={(part) =>
          void navigate({ search: (now) => ({ ...now, ...part }), resetScroll: false })
        }
      />
    </PermittedPage>
  );
}
