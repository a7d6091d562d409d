import { Button, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ScoreFields } from './score-fields.tsx';
import { type DraftErrors, firstScores, readScores } from './use-evaluation-draft.ts';

/** Scores the answers that are there in further ways. */
export function AddScoreButton({ evaluation }: { evaluation: EvaluationView }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <Permitted to="evaluations:write">
      <Button size="xs" variant="default" onClick={open}>
        Add a score
      </Button>
      <Modal opened={isOpen} onClose={close} title="Add a score" size="lg">
        <AddScoreForm evaluation={evaluation} onAdded={close} />
      </Modal>
    </Permitted>
  );
}

function AddScoreForm(props: { evaluation: EvaluationView; onAdded: () => void }) {
  const { evaluation, onAdded } = props;
  const models = useQuery(api.models.list.queryOptions({ input: { limit: 200 } }));
  const queryClient = useQueryClient();
  const nothing = { exact_match: false, token_f1: false, rouge_l: false };
  const [scores, setScores] = useState({ ...firstScores, ...nothing });
  const [errors, setErrors] = useState<DraftErrors>({});
  const adding = useMutation({
    mutationFn: async () => {
      for (const score of readScores(scores).value) {
        await client.evaluations.addScore({ id: evaluation.id, ...score });
      }
    },
    onSuccess: onAdded,
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.evaluations.key() }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const read = readScores(scores);
        setErrors(read.errors);
        if (Object.keys(read.errors).length === 0 && read.value.length > 0) adding.mutate();
      }}
    >
      <Stack>
        <ScoreFields
          scores={scores}
          models={models.data?.items ?? []}
          errors={errors}
          withoutExpected={evaluation.promptsWithExpected === 0}
          onChange={setScores}
        />
        {adding.error && <FailureNotice error={adding.error} />}
        <Button type="submit" loading={adding.isPending}>
          Score the answers
        </Button>
      </Stack>
    </form>
  );
}
