import { Group, SimpleGrid, Text } from '@mantine/core';
import type { EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconScale } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { api } from '../../api/client.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { AnchorLink, ButtonLink } from '../../components/links.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { Moment } from '../../components/moment.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { Section } from '../../components/section.tsx';
import { toEvaluations } from '../../components/ways-back.tsx';
import { AddScoreButton } from './add-score-button.tsx';
import { CandidateProgress } from './candidate-progress.tsx';
import { DeleteEvaluationButton } from './delete-evaluation-button.tsx';
import { EvaluationBadge } from './evaluation-list.tsx';
import { liveIntervalMs } from './evaluation-queries.ts';
import { JudgeRuns } from './judge-runs.tsx';
import { MeansTable } from './means-table.tsx';
import { PeopleSection } from './people-section.tsx';
import type { PromptFilter } from './prompt-filter.ts';
import { PromptSection } from './prompt-section.tsx';
import { RankingSection } from './ranking-section.tsx';

const MeansChart = lazy(() =>
  import('./means-chart.tsx').then(({ MeansChart: chart }) => ({ default: chart })),
);

interface EvaluationPageProps {
  evaluation: EvaluationView;
  filter: PromptFilter;
  onFilter: (filter: PromptFilter) => void;
  onDeleted: () => void;
}

/** What came of an evaluation, while it is under way and after. */
export function EvaluationPage({ evaluation, filter, onFilter, onDeleted }: EvaluationPageProps) {
  const { id, isUnderWay } = evaluation;
  const results = useQuery(
    api.evaluations.results.queryOptions({
      input: { id },
      // Read once more when nothing is under way any more: what was read before that may be older.
      queryKey: [...api.evaluations.results.queryKey({ input: { id } }), isUnderWay],
      placeholderData: keepPreviousData,
      refetchInterval: isUnderWay ? liveIntervalMs : false,
    }),
  );
  return (
    <PageFrame
      title={evaluation.name}
      parent={toEvaluations}
      badge={<EvaluationBadge evaluation={evaluation} />}
      subtitle={<EvaluationSubtitle evaluation={evaluation} />}
      actions={<EvaluationActions evaluation={evaluation} onDeleted={onDeleted} />}
    >
      <CandidateProgress evaluation={evaluation} />
      <Loaded query={results}>
        {(found) => (
          <>
            <Section title="Scores" actions={<AddScoreButton evaluation={evaluation} />}>
              <MeansTable evaluation={evaluation} results={found} />
              <JudgeRuns evaluation={evaluation} results={found} />
              <Suspense fallback={<LoadingLines />}>
                <MeansChart evaluation={evaluation} results={found} />
              </Suspense>
            </Section>
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
              <RankingSection evaluation={evaluation} results={found} />
              <PeopleSection evaluation={evaluation} people={found.people} />
            </SimpleGrid>
          </>
        )}
      </Loaded>
      <PromptSection evaluation={evaluation} filter={filter} onFilter={onFilter} />
    </PageFrame>
  );
}

function EvaluationSubtitle({ evaluation }: { evaluation: EvaluationView }) {
  const { dataset, prompts, promptsWithExpected, createdAt } = evaluation;
  return (
    <>
      <Text c="dimmed" size="sm">
        <AnchorLink
          to="/datasets/$datasetId"
          params={{ datasetId: dataset.id }}
          size="sm"
          underline="always"
        >
          {showControls(dataset.name)}
        </AnchorLink>{' '}
        · {prompts.toLocaleString()} {prompts === 1 ? 'prompt' : 'prompts'},{' '}
        {promptsWithExpected.toLocaleString()} with an expected completion ·{' '}
        <Moment at={createdAt} />
      </Text>
      <ReadOnlyNote needs="evaluations:write" what="add scores or delete it" />
    </>
  );
}

function EvaluationActions(props: { evaluation: EvaluationView; onDeleted: () => void }) {
  const { id } = props.evaluation;
  const href = `/api/v1/evaluations/${id}/export?format=`;
  return (
    <Group gap="xs">
      <Permitted to="evaluations:rate">
        <ButtonLink
          to="/evaluations/$evaluationId/judge"
          params={{ evaluationId: id }}
          leftSection={<IconScale size={16} aria-hidden />}
        >
          Judge blind
        </ButtonLink>
      </Permitted>
      <ExportMenu
        files={[
          { name: 'CSV for spreadsheets', href: `${href}csv&safe=1` },
          { name: 'CSV, raw', href: `${href}csv` },
          { name: 'JSON Lines', href: `${href}jsonl` },
        ]}
      />
      <Permitted to="evaluations:write">
        <DeleteEvaluationButton {...props} />
      </Permitted>
    </Group>
  );
}
