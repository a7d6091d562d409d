import { Group, Text } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { api } from '../../api/client.ts';
import { assignClassColours, type ClassColours } from '../../components/class-colours.ts';
import { AnchorLink } from '../../components/links.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { toRuns } from '../../components/ways-back.tsx';
import { ActionSection } from './action-section.tsx';
import type { ItemFilter } from './item-filter.ts';
import { ItemSection } from './item-section.tsx';
import { ReuseNote } from './reuse-note.tsx';
import { RunActions } from './run-actions.tsx';
import { RunParameters } from './run-parameters.tsx';
import { RunProgressCard } from './run-progress-card.tsx';
import { RunSummarySections } from './run-summary-sections.tsx';
import { StatisticsSection } from './statistics-section.tsx';
import { chooseSummaryInterval } from './summary-interval.ts';
import { SuspicionNotices } from './suspicion-notices.tsx';
import { useRunProgress } from './use-run-progress.ts';

interface RunPageProps {
  run: RunView;
  /** The classes of its model: they have their colours first. */
  knownClasses: readonly string[];
  filter: ItemFilter;
  onFilter: (filter: ItemFilter) => void;
}

/** A run: how far it is, what it found, what failed and why, and its items. */
export function RunPage({ run, knownClasses, filter, onFilter }: RunPageProps) {
  const { progress, isLost } = useRunProgress(run);
  const isLive = !hasEnded(progress.state);
  const items = useRef<HTMLDivElement>(null);
  const summary = useQuery(
    api.runs.summary.queryOptions({
      input: { id: run.id },
      refetchInterval: isLive && chooseSummaryInterval(progress.counts.total),
    }),
  );
  const found = [...new Set(summary.data?.classes.map((entry) => entry.class))];
  const colours = useColours(knownClasses, found);
  return (
    <PageFrame
      title={run.name}
      parent={toRuns}
      badge={<StateBadge state={progress.state} size="md" />}
      subtitle={
        <>
          <RunSubtitle run={run} />
          <ReadOnlyNote needs="runs:write" what="steer it or retry what failed" />
        </>
      }
      actions={<RunActions run={run} progress={progress} />}
    >
      <RunProgressCard run={run} progress={progress} isLost={isLost} />
      <RunParameters parameters={run.parameters} />
      {run.reuseResults && <ReuseNote reused={summary.data?.reused ?? 0} />}
      <Loaded query={summary}>
        {(summed) => (
          <>
            <SuspicionNotices suspicions={summed.suspicions} />
            <RunSummarySections
              run={run}
              summary={summed}
              knownClasses={knownClasses}
              onShowFailures={(code) => {
                onFilter({ state: 'failed', code });
                items.current?.scrollIntoView({ block: 'start' });
              }}
            />
            <StatisticsSection statistics={summed.statistics} counts={progress.counts} />
          </>
        )}
      </Loaded>
      <ActionSection runId={run.id} />
      <div ref={items}>
        <ItemSection
          runId={run.id}
          counts={progress.counts}
          classes={found}
          warnings={summary.data?.warningCodes ?? []}
          colours={colours}
          filter={filter}
          isLive={isLive}
          onFilter={onFilter}
        />
      </div>
    </PageFrame>
  );
}

/** The same colours for as long as the classes are the same: what is drawn in them is drawn once. */
function useColours(known: readonly string[], found: readonly string[]): ClassColours {
  const names = JSON.stringify([known, found]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same names are the same colours
  return useMemo(() => assignClassColours(known, found), [names]);
}

function RunSubtitle({ run }: { run: RunView }) {
  return (
    <Group gap={6} c="dimmed" fz="sm">
      <AnchorLink to="/models/$modelId" params={{ modelId: run.model.id }} size="sm">
        {showControls(run.model.name)}
      </AnchorLink>
      <Text inherit span>
        revision {run.model.revision} ({run.protocol}) over
      </Text>
      <AnchorLink to="/datasets/$datasetId" params={{ datasetId: run.dataset.id }} size="sm">
        {showControls(run.dataset.name)}
      </AnchorLink>
      <Text inherit span>
        · started <Moment at={run.createdAt} />
      </Text>
    </Group>
  );
}
