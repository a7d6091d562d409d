import { Group, Text } from '@mantine/core';
import type { ItemDetail } from '@patchbay/core/api/item-routes.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';
import type { ClassColours } from '../../components/class-colours.ts';
import { countWords } from '../../components/count-words.ts';
import { describeDataRow } from '../../components/describe-data-row.ts';
import { ExchangeList } from '../../components/exchanges/exchange-list.tsx';
import { KeyHelp } from '../../components/key-help.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { Section } from '../../components/section.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { StepButtons } from '../../components/step-buttons.tsx';
import { viewerKeys } from '../../components/viewer/viewer-keys.ts';
import { ItemProblem } from './item-problem.tsx';
import { ItemTimeline } from './item-timeline.tsx';
import { ItemViewing } from './item-viewing.tsx';

const itemKeys = [{ keys: ['←', '→', 'K', 'J'], does: 'Previous and next item' }, ...viewerKeys];

interface ItemPageProps {
  item: ItemDetail;
  run: RunView;
  colours: ClassColours;
  parent: ReactNode;
  /** What else can be done with the item. */
  actions?: ReactNode;
  onStep: (itemId: string) => void;
}

/** One data row in a run: what the model saw and said, or why it failed, and the calls behind it. */
export function ItemPage({ item, run, colours, parent, actions, onStep }: ItemPageProps) {
  return (
    <PageFrame
      title={item.dataRow.globalKey}
      parent={parent}
      badge={<StateBadge state={item.state} size="md" />}
      subtitle={<ItemSubtitle item={item} run={run} />}
      actions={
        <>
          <KeyHelp lines={itemKeys} />
          {actions}
          <TryLink run={run} dataRowId={item.dataRow.id} />
          <StepButtons
            what="item"
            previousId={item.previousId}
            nextId={item.nextId}
            onStep={onStep}
          />
        </>
      }
    >
      {item.searchNote && (
        <Text size="sm" c="dimmed">
          {item.searchNote}
        </Text>
      )}
      <ItemProblem item={item} />
      <ItemViewing item={item} colours={colours} />
      {item.timeline.length > 0 && (
        <Section title="What happened">
          <ItemTimeline events={item.timeline} />
        </Section>
      )}
      {item.exchanges.length > 0 && (
        <Section title="Calls to the model">
          <ExchangeList exchanges={item.exchanges} />
        </Section>
      )}
    </PageFrame>
  );
}

/** Leads to where the model can be asked in other ways: chat models to the sandbox, others with this data row to their playground. */
function TryLink({ run, dataRowId }: { run: RunView; dataRowId: string }) {
  const modelId = run.model.id;
  return (
    <Permitted to="models:use">
      {run.protocol === 'openai-chat' ? (
        <ButtonLink to="/sandbox" search={{ models: modelId }} variant="default">
          Talk to it in the sandbox
        </ButtonLink>
      ) : (
        <ButtonLink
          to="/models/$modelId/playground"
          params={{ modelId }}
          search={{ dataRow: dataRowId }}
          variant="default"
        >
          Try in playground
        </ButtonLink>
      )}
    </Permitted>
  );
}

function ItemSubtitle({ item, run }: { item: ItemDetail; run: RunView }) {
  const facts = [
    describeDataRow(item.dataRow),
    `${showControls(run.model.name)}, revision ${run.model.revision}`,
    item.prediction?.reportedVersion && `version ${item.prediction.reportedVersion}`,
    item.prediction?.reading &&
      `read ${item.prediction.reading === 'strict' ? 'strictly' : 'leniently'}`,
    item.prediction?.usage?.totalTokens &&
      countWords(item.prediction.usage.totalTokens, ['token', 'tokens']),
  ];
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </Group>
  );
}
