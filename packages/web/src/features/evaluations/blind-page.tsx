import { Progress, Stack, Text } from '@mantine/core';
import type {
  BlindPrompt,
  BlindTurn,
  EvaluationView,
  Revealed,
} from '@patchbay/core/api/evaluation-views.ts';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { KeyHelp } from '../../components/key-help.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ToEvaluation } from '../../components/ways-back.tsx';
import { BlindPromptForm, type Judgements } from './blind-prompt-form.tsx';

interface BlindPageProps {
  evaluation: EvaluationView;
  turn: BlindTurn;
}

/** Lets somebody judge one prompt after the other, not knowing whose answers they are. */
export function BlindPage({ evaluation, turn }: BlindPageProps) {
  const [told, setTold] = useState<{ prompt: BlindPrompt; names: Revealed } | null>(null);
  const queryClient = useQueryClient();
  const rating = useMutation(api.evaluations.rate.mutationOptions());
  const prompt = told?.prompt ?? turn.next;

  function save(judged: BlindPrompt, judgements: Judgements) {
    const input = { id: evaluation.id, dataRowId: judged.dataRowId, judgements };
    rating.mutate(input, {
      onSuccess: (names) => setTold({ prompt: judged, names }),
      // Where an answer was replaced meanwhile, the new one is shown.
      onError: () =>
        void queryClient.invalidateQueries({ queryKey: api.evaluations.nextBlind.key() }),
    });
  }

  async function goOn() {
    rating.reset();
    await queryClient.invalidateQueries({ queryKey: api.evaluations.key() });
    setTold(null);
  }

  return (
    <PageFrame
      title="Judge blind"
      parent={<ToEvaluation id={evaluation.id} name={evaluation.name} />}
      subtitle={<BlindProgress judged={turn.judged + (told ? 1 : 0)} judgeable={turn.judgeable} />}
      actions={<KeyHelp lines={keyLines} />}
    >
      {prompt ? (
        <BlindPromptForm
          key={[prompt.dataRowId, ...prompt.answers.map(({ version }) => version)].join()}
          prompt={prompt}
          names={told?.names ?? null}
          isSaving={rating.isPending}
          onSave={(judgements) => save(prompt, judgements)}
          onNext={() => void goOn()}
        />
      ) : (
        <AllJudged evaluation={evaluation} hasPrompts={turn.judgeable > 0} />
      )}
      {rating.error && <FailureNotice error={rating.error} />}
    </PageFrame>
  );
}

const keyLines = [
  { keys: ['A', 'B', '…'], does: 'Choose an answer' },
  { keys: ['1', '2', '3', '4', '5'], does: 'Rate the chosen answer, and go to the next' },
  { keys: ['Enter'], does: 'Save, then go to the next prompt' },
];

function BlindProgress({ judged, judgeable }: { judged: number; judgeable: number }) {
  return (
    <Stack gap={4}>
      <Progress value={judgeable === 0 ? 0 : (judged / judgeable) * 100} aria-label="Judged" />
      <Text size="sm" c="dimmed" role="status">
        You have judged {judged.toLocaleString()} of {judgeable.toLocaleString()}{' '}
        {judgeable === 1 ? 'prompt' : 'prompts'}. Whose answers they are is told once you have
        saved.
      </Text>
    </Stack>
  );
}

function AllJudged(props: { evaluation: EvaluationView; hasPrompts: boolean }) {
  const { evaluation, hasPrompts } = props;
  return (
    <EmptyState
      icon={<IconCircleCheck size={26} />}
      title={hasPrompts ? 'You have judged every prompt' : 'There is no answer to judge yet'}
      action={
        <ButtonLink to="/evaluations/$evaluationId" params={{ evaluationId: evaluation.id }}>
          See the results
        </ButtonLink>
      }
    >
      {hasPrompts
        ? 'The ranking by people counts what you said.'
        : 'Come back when the runs have brought some.'}
    </EmptyState>
  );
}
