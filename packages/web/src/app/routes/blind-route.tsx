import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { ToEvaluation, toEvaluations } from '../../components/ways-back.tsx';
import { BlindPage } from '../../features/evaluations/blind-page.tsx';
import { useEvaluation } from '../../features/evaluations/evaluation-queries.ts';

const route = getRouteApi('/evaluations/$evaluationId/judge');

/** `/evaluations/$evaluationId/judge` */
export function BlindRoute() {
  return (
    <PermittedPage title="Judge blind" needs="evaluations:rate" what="judge answers">
      <Blind />
    </PermittedPage>
  );
}

function Blind() {
  const { evaluationId } = route.useParams();
  const evaluation = useEvaluation(evaluationId);
  // Read again when somebody goes on, not under their hands.
  const turn = useQuery(
    api.evaluations.nextBlind.queryOptions({
      input: { id: evaluationId },
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnMount: 'always',
    }),
  );
  return (
    <LoadedPage query={evaluation} parent={toEvaluations}>
      {(found) => (
        <LoadedPage query={turn} parent={<ToEvaluation id={found.id} name={found.name} />}>
          {(current) => <BlindPage key={found.id} evaluation={found} turn={current} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}
