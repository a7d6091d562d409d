import { Alert, Button, Group, Text } from '@mantine/core';
import type {
  EvaluationResults,
  EvaluationView,
  ScoreView,
} from '@patchbay/core/api/evaluation-views.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { AnchorLink } from '../../components/links.tsx';
import { Permitted } from '../../components/permitted.tsx';

/** Where judges were asked, and what of it failed. */
export function JudgeRuns(props: { evaluation: EvaluationView; results: EvaluationResults }) {
  const { evaluation, results } = props;
  return evaluation.scores.map((score) => {
    const found = results.scores.find(({ scoreId }) => scoreId === score.id)?.results ?? [];
    const failed = found.reduce((sum, result) => sum + result.failed, 0);
    if (score.runs.length === 0 && failed === 0) return null;
    return <ScoreNotice key={score.id} evaluation={evaluation} score={score} failed={failed} />;
  });
}

interface ScoreNoticeProps {
  evaluation: EvaluationView;
  score: ScoreView;
  /** Answers that it could not score. */
  failed: number;
}

function ScoreNotice({ evaluation, score, failed }: ScoreNoticeProps) {
  const queryClient = useQueryClient();
  const again = useMutation(
    api.evaluations.scoreAgain.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.evaluations.key() }),
    }),
  );
  const runs = score.runs.map(({ id, state, counts }, index) => (
    <Text key={id} size="sm">
      <AnchorLink to="/runs/$runId" params={{ runId: id }} size="sm" underline="always">
        {showControls(score.name)}: run {index + 1}
      </AnchorLink>{' '}
      {hasEnded(state) ? state : `${state}, ${counts.pending.toLocaleString()} to come`}
    </Text>
  ));
  if (failed === 0) return <div>{runs}</div>;
  return (
    <Alert
      color="yellow"
      title={`${showControls(score.name)}: ${failed.toLocaleString()} ${failed === 1 ? 'answer' : 'answers'} could not be scored`}
    >
      {runs}
      <Text size="sm">The prompts with "Failed or missing" below say why, answer by answer.</Text>
      <Permitted to="evaluations:write">
        <Group mt="xs">
          <Button
            size="xs"
            variant="light"
            loading={again.isPending}
            onClick={() => again.mutate({ id: evaluation.id, scoreId: score.id })}
          >
            {score.settings.kind === 'judge' ? 'Ask the judge again' : 'Score again'}
          </Button>
        </Group>
      </Permitted>
      {again.error && <FailureNotice error={again.error} />}
    </Alert>
  );
}
