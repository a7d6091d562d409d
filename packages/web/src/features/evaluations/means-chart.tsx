import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Box, Stack, Text } from '@mantine/core';
import type { EvaluationResults, EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { scoreDefinitions } from '@patchbay/core/evaluation/score-settings.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { formatMark } from './score-words.ts';

const colours = [
  'blue.6',
  'orange.6',
  'teal.6',
  'grape.6',
  'yellow.6',
  'pink.6',
  'cyan.7',
  'lime.7',
];

interface MeansChartProps {
  evaluation: EvaluationView;
  results: EvaluationResults;
}

/** The means as bars: scores from 0 to 1 in one chart, those from 1 to 5 in another. The table says the same in words. */
export function MeansChart({ evaluation, results }: MeansChartProps) {
  return [1, 5].map((highest) => (
    <ScaleChart key={highest} evaluation={evaluation} results={results} highest={highest} />
  ));
}

function ScaleChart({ evaluation, results, highest }: MeansChartProps & { highest: number }) {
  const { candidates, scores } = evaluation;
  const shown = scores.filter(
    ({ settings }) => scoreDefinitions[settings.kind].highest === highest,
  );
  const data = shown.flatMap(({ id, name }) => {
    const found = results.scores.find(({ scoreId }) => scoreId === id)?.results ?? [];
    if (found.every(({ mean }) => mean === null)) return [];
    const means = found.map(({ mean }, index) => [`c${index}`, mean?.mean ?? null]);
    return [{ score: showControls(name), ...Object.fromEntries(means) }];
  });
  if (data.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        Means from {highest === 1 ? 0 : 1} to {highest}
      </Text>
      <Box role="img" aria-label={`Bars of the means from the table above, up to ${highest}`}>
        <BarChart
          h={260}
          data={data}
          dataKey="score"
          withLegend
          yAxisProps={{ domain: [highest === 1 ? 0 : 1, highest] }}
          valueFormatter={(value) => formatMark(value, highest)}
          series={candidates.map(({ name }, index) => ({
            name: `c${index}`,
            label: showControls(name),
            color: colours[index % colours.length] ?? 'blue.6',
          }))}
        />
      </Box>
    </Stack>
  );
}
