import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { ToEvaluation, toEvaluations } from '../../components/ways-back.tsx';
import { useEvaluation } from '../../features/evaluations/evaluation-queries.ts';
import { PromptPage } from '../../features/evaluations/prompt-page.tsx';

const route = getRouteApi('/evaluations/$evaluationId/prompts/$dataRowId');

/** `/evaluations/$evaluationId/prompts/$dataRowId` */
export function PromptRoute() {
  const { evaluationId, dataRowId } = route.useParams();
  const navigate = route.useNavigate();
  const evaluation = useEvaluation(evaluationId);
  const prompt = useQuery(
    api.evaluations.prompt.queryOptions({
      input: { id: evaluationId, dataRowId },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <LoadedPage query={evaluation} parent={toEvaluations}>
      {(found) => (
        <LoadedPage query={prompt} parent={<ToEvaluation id={found.id} name={found.name} />}>
          {(shown) => (
            <PromptPage
              evaluation={found}
              prompt={shown}
              onStep={(next) =>
                void navigate({
                  to: '/evaluations/$evaluationId/prompts/$dataRowId',
                  params: { evaluationId, dataRowId: next },
                })
              }
            />
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}
