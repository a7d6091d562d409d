import type { EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Deletes an evaluation, once it has been asked what is lost. */
export function DeleteEvaluationButton(props: {
  evaluation: EvaluationView;
  onDeleted: () => void;
}) {
  const { id, ratings } = props.evaluation;
  const queryClient = useQueryClient();
  const removing = useMutation(
    api.evaluations.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: api.evaluations.list.key() });
        props.onDeleted();
      },
    }),
  );
  const rated =
    ratings.prompts > 0
      ? ` What people said of ${ratings.prompts.toLocaleString()} ${ratings.prompts === 1 ? 'prompt' : 'prompts'} is lost.`
      : '';
  return (
    <>
      <ConfirmButton
        variant="default"
        loading={removing.isPending}
        question="Delete this evaluation?"
        explanation={`Its scores and judgements are lost.${rated} Its runs, with what the models answered, and its dataset stay.`}
        confirm="Delete the evaluation"
        onConfirm={() => removing.mutate({ id })}
      >
        Delete
      </ConfirmButton>
      {removing.error && <FailureNotice error={removing.error} />}
    </>
  );
}
