import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { EvaluationList } from '../../features/evaluations/evaluation-list.tsx';

/** `/evaluations` */
export function EvaluationsRoute() {
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
      <EvaluationList action={action} />
    </PageFrame>
  );
}
