import { Button, Table, Text } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { Section } from '../../components/section.tsx';
import { describeOutcome } from './describe-outcome.ts';
import { nameSubject } from './subject.ts';
import type { Try } from './try.ts';

interface TriesSectionProps {
  tries: readonly Try[];
  shown: Try | null;
  onShow: (tried: Try) => void;
  onForget: () => void;
}

/** The questions of this sitting, newest first, to be compared and gone back to. */
export function TriesSection({ tries, shown, onShow, onForget }: TriesSectionProps) {
  return (
    <Section
      title="Tries of this sitting"
      actions={
        <ConfirmButton
          size="xs"
          variant="default"
          question="Clear the list of tries?"
          explanation="The hub keeps none of them: their answers are gone with the list."
          confirm="Clear the list"
          keep="Keep them"
          onConfirm={onForget}
        >
          Clear the list
        </ConfirmButton>
      }
    >
      <Text size="xs" c="dimmed">
        They stay on this page until you leave it; the hub keeps none of them.
      </Text>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={6} highlightOnHover aria-label="Tries">
          <Table.Thead>
            <Table.Tr>
              {['', 'About', 'Region', 'Parameters', 'Took', 'Outcome'].map((title) => (
                <Table.Th key={title}>{title || <span>Try</span>}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tries.map((tried) => (
              <TryRow
                key={tried.id}
                tried={tried}
                isShown={tried.id === shown?.id}
                onShow={() => onShow(tried)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function TryRow(props: { tried: Try; isShown: boolean; onShow: () => void }) {
  const { tried, isShown, onShow } = props;
  const { number, subject, region, parameters, answer } = tried;
  return (
    <Table.Tr data-selected={isShown} aria-current={isShown ? 'true' : undefined}>
      <Table.Td>
        <Button
          size="compact-xs"
          variant={isShown ? 'filled' : 'default'}
          onClick={onShow}
          aria-label={`Show try ${number}`}
        >
          {number}
        </Button>
      </Table.Td>
      <Table.Td maw={220}>
        <Text size="sm" truncate title={showControls(nameSubject(subject))}>
          {showControls(nameSubject(subject))}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {region ? `${region.width} × ${region.height} at ${region.x}, ${region.y}` : 'the whole'}
        </Text>
      </Table.Td>
      <Table.Td maw={240}>
        <Text size="xs" ff="monospace" truncate title={JSON.stringify(parameters)}>
          {describeParameters(parameters)}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {Math.round(answer.exchange.latencyMs).toLocaleString()} ms
      </Table.Td>
      <Table.Td>
        <Text size="sm" c={answer.problem ? 'red' : undefined}>
          {describeOutcome(answer)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

function describeParameters(parameters: Try['parameters']): string {
  const parts = Object.entries(parameters).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return parts.length === 0 ? 'none' : showControls(parts.join(' '));
}
