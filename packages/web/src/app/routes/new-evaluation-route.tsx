import { useNavigate } from '@tanstack/react-router';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { NewEvaluationPage } from '../../features/evaluations/new-evaluation-page.tsx';

/** `/evaluations/new` */
export function NewEvaluationRoute() {
  const navigate = useNavigate();
  return (
    <PermittedPage title="Evaluate chat models" needs="evaluations:write" what="make an evaluation">
      <NewEvaluationPage
        onCreated={(evaluationId) =>
          void navigate({ to: '/evaluations/$evaluationId', params: { evaluationId } })
        }
      />
    </PermittedPage>
  );
}
