import { Select, Text } from '@mantine/core';
import type { EvaluationResults, EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useState } from 'react';
import { Section } from '../../components/section.tsx';
import { StandingsTable } from './standings-table.tsx';

interface RankingSectionProps {
  evaluation: EvaluationView;
  results: EvaluationResults;
}

/** How the candidates stand against each other, prompt by prompt, by one score. */
export function RankingSection({ evaluation, results }: RankingSectionProps) {
  const { scores, candidates } = evaluation;
  const [chosen, setChosen] = useState<string | null>(null);
  const scoreId = scores.some(({ id }) => id === chosen) ? chosen : (scores.at(-1)?.id ?? null);
  const found = results.scores.find((score) => score.scoreId === scoreId)?.results;
  return (
    <Section title="Ranking by score">
      {found && candidates.length > 1 ? (
        <>
          <Select
            label="Score"
            data={scores.map(({ id, name }) => ({ value: id, label: showControls(name) }))}
            value={scoreId}
            onChange={setChosen}
            allowDeselect={false}
          />
          <StandingsTable
            label="Ranking by score"
            candidates={candidates}
            standings={found.map(({ standing }) => standing)}
          />
          <Text size="xs" c="dimmed">
            Every pair of answers to the same prompt is compared. Strength is the share of each in
            the Bradley-Terry model.
          </Text>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          A ranking needs two candidates and a score.
        </Text>
      )}
    </Section>
  );
}
