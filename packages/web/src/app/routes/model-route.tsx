import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { AnchorLink } from '../../components/links.tsx';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { ModelPage } from '../../features/models/model-page.tsx';
import { RunList } from '../../features/runs/run-list.tsx';
import { StartRunLink } from '../../features/runs/start-run-link.tsx';

const route = getRouteApi('/models/$modelId');

/** `/models/$modelId` */
export function ModelRoute() {
  const { modelId } = route.useParams();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const query = useQuery(api.models.get.queryOptions({ input: { id: modelId } }));
  return (
    <LoadedPage
      query={query}
      parent={
        <AnchorLink to="/models" size="sm">
          Models
        </AnchorLink>
      }
    >
      {(model) => (
        <ModelPage
          key={modelId}
          model={model}
          search={search}
          onSearch={(next) => void navigate({ search: next, resetScroll: false })}
          startRun={model.enabled && <StartRunLink draft={{ model: modelId }} />}
          runs={<RunList filter={{ modelId }} />}
          onRemoved={() => void navigate({ to: '/models' })}
        />
      )}
    </LoadedPage>
  );
}
