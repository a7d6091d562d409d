import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { EvaluationFilterBar } from '../../features/evaluations/evaluation-filter-bar.tsx';
import { EvaluationList } from '../../features/evaluations/evaluation-list.tsx';

const route = getRouteApi('/evaluations');

/** `/evaluations?text=…&modelId=…&datasetId=…&order=…` */
export function EvaluationsRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const action = (
    <Permitted to="evaluations:write">
      <ButtonLink to="/evaluations/new">Evaluate chat models</ButtonLink>
    </Permitted>
  );
  return (
    <PageFrame
      title="Evaluations"
      subtitle={<ReadOnlyNote needs="evaluations:write" what="make an evaluation" />}
      actions={action}
    >
      <EvaluationFilterBar search={search} onSearch={(next) => void navigate({ search: next })} />
      <EvaluationList filter={search} action={action} />
    </PageFrame>
  );
}
