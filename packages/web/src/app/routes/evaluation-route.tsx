import { getRouteApi } from '@tanstack/react-router';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { toEvaluations } from '../../components/ways-back.tsx';
import { EvaluationPage } from '../../features/evaluations/evaluation-page.tsx';
import { useEvaluation } from '../../features/evaluations/evaluation-queries.ts';

const route = getRouteApi('/evaluations/$evaluationId');

/** `/evaluations/$evaluationId?order=…&scoreId=…&failed=true` */
export function EvaluationRoute() {
  const { evaluationId } = route.useParams();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const evaluation = useEvaluation(evaluationId);
  return (
    <LoadedPage query={evaluation} parent={toEvaluations}>
      {(found) => (
        <EvaluationPage
          key={evaluationId}
          evaluation={found}
          filter={filter}
          onFilter={(next) => void navigate({ search: next, resetScroll: false, replace: true })}
          onDeleted={() => void navigate({ to: '/evaluations' })}
        />
      )}
    </LoadedPage>
  );
}
