import { Button, Checkbox, Group, Paper, Slider, Stack, Text, Title } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconArrowsExchange } from '@tabler/icons-react';
import { type ComparisonChoices, type Difference, differences } from './comparison-display.ts';
import { differenceWords } from './difference-words.ts';
import { formatConfidence } from './format-confidence.ts';

interface ComparisonControlsProps {
  names: readonly [string, string];
  counts: { readonly [difference in Difference]: number };
  choices: ComparisonChoices;
  onChange: (choices: ComparisonChoices) => void;
}

/** What is shown of two predictions over each other: how strong each is, which differences, from which confidence. */
export function ComparisonControls({ names, counts, choices, onChange }: ComparisonControlsProps) {
  const change = (changes: Partial<ComparisonChoices>) => onChange({ ...choices, ...changes });
  const { opacity, isSwapped, hidden } = choices;
  function toggle(difference: Difference) {
    const next = new Set(hidden);
    if (!next.delete(difference)) next.add(difference);
    change({ hidden: next });
  }
  return (
    <Paper withBorder p="md" component="section" aria-label="Comparison">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} size="h6">
            Two predictions
          </Title>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconArrowsExchange size={14} aria-hidden />}
            aria-pressed={isSwapped}
            onClick={() => change({ isSwapped: !isSwapped })}
          >
            Swap lines
          </Button>
        </Group>
        {(['one', 'other'] as const).map((side, place) => (
          <OpacitySlider
            key={side}
            name={names[place] ?? ''}
            isDashed={(side === 'other') !== isSwapped}
            value={opacity[side]}
            onChange={(value) => change({ opacity: { ...opacity, [side]: value } })}
          />
        ))}
        <Stack gap={6} role="group" aria-label="Differences">
          {differences.map((difference) => (
            <Group key={difference} justify="space-between" wrap="nowrap">
              <Checkbox
                size="xs"
                label={differenceWords[difference]}
                checked={!hidden.has(difference)}
                onChange={() => toggle(difference)}
              />
              <Text size="sm" c="dimmed">
                {counts[difference].toLocaleString()}
              </Text>
            </Group>
          ))}
        </Stack>
        <Checkbox
          size="xs"
          label="What is the same steps back"
          checked={choices.isDifferenceStressed}
          onChange={(event) => change({ isDifferenceStressed: event.currentTarget.checked })}
        />
        <LabelledSlider
          label="Confidence at least"
          shown={formatConfidence(choices.threshold)}
          value={choices.threshold}
          onChange={(threshold) => change({ threshold })}
        />
      </Stack>
    </Paper>
  );
}

interface OpacitySliderProps {
  name: string;
  isDashed: boolean;
  value: number;
  onChange: (value: number) => void;
}

function OpacitySlider({ name, isDashed, value, onChange }: OpacitySliderProps) {
  return (
    <LabelledSlider
      label={`${isDashed ? '┅┅' : '━━'} ${showControls(name)}, ${isDashed ? 'dashed' : 'solid'}`}
      shown={`${Math.round(value * 100)} %`}
      value={value}
      onChange={onChange}
    />
  );
}

interface LabelledSliderProps {
  label: string;
  shown: string;
  value: number;
  onChange: (value: number) => void;
}

function LabelledSlider({ label, shown, value, onChange }: LabelledSliderProps) {
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" truncate miw={0} title={label}>
          {label}
        </Text>
        <Text size="sm" fw={600} flex="none" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {shown}
        </Text>
      </Group>
      <Slider
        size="sm"
        min={0}
        max={1}
        step={0.05}
        label={null}
        value={value}
        onChange={onChange}
        thumbProps={{ 'aria-label': label }}
      />
    </Stack>
  );
}
