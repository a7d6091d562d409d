import { Text } from '@mantine/core';
import type { EvaluationResults, EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { Section } from '../../components/section.tsx';
import { MeanWords } from './means-table.tsx';
import { StandingsTable } from './standings-table.tsx';

interface PeopleSectionProps {
  evaluation: EvaluationView;
  people: EvaluationResults['people'];
}

/** What people said of the answers, and how far they agree. */
export function PeopleSection({ evaluation, people }: PeopleSectionProps) {
  const { raters, results, agreement, ratedTwice } = people;
  if (raters.length === 0) {
    return (
      <Section title="Ranking by people">
        <Text size="sm" c="dimmed">
          Nobody has judged an answer yet. Judge blind: the answers come in an order of your own,
          without names.
        </Text>
      </Section>
    );
  }
  return (
    <Section title="Ranking by people">
      <StandingsTable
        label="Ranking by people"
        candidates={evaluation.candidates}
        standings={results.map(({ standing }) => standing)}
        more={{
          heading: 'Rating, 1 to 5',
          cells: results.map(({ mean, candidateId }) =>
            mean ? <MeanWords key={candidateId} mean={mean} highest={5} /> : '–',
          ),
        }}
      />
      <Text size="sm">
        {raters
          .map(({ name, prompts }) => `${showControls(name)} (${prompts.toLocaleString()})`)
          .join(', ')}
      </Text>
      <Text size="xs" c="dimmed">
        {describeAgreement(agreement, ratedTwice)}
      </Text>
    </Section>
  );
}

function describeAgreement(agreement: number | null, ratedTwice: number): string {
  if (ratedTwice === 0) {
    return 'No answer was rated by two people yet, so that nothing can be said of how far they agree.';
  }
  const counted = `${ratedTwice.toLocaleString()} ${ratedTwice === 1 ? 'answer' : 'answers'} rated by more than one person`;
  if (agreement === null) return `${counted}; all ratings are the same.`;
  const alpha = agreement.toLocaleString(undefined, { maximumFractionDigits: 2 });
  return `${counted}: Krippendorff's alpha ${alpha} (1 is full agreement, 0 no more than chance).`;
}
