import { Alert, Stack } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { IconGitCompare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { Section } from '../../../components/section.tsx';
import { toRuns } from '../../../components/ways-back.tsx';
import { ChangeList } from './change-list.tsx';
import { ChangeTable } from './change-table.tsx';
import type { CompareSearch } from './compare-search.ts';
import { ComparedItemView } from './compared-item-view.tsx';
import { ComparedRuns } from './compared-runs.tsx';
import { OverlapSlider } from './overlap-slider.tsx';
import { RunChoice } from './run-choice.tsx';
import { type Comparison, useComparison } from './use-comparison.ts';

interface ComparePageProps {
  search: CompareSearch;
  onSearch: (part: Partial<CompareSearch>) => void;
}

/** Two runs over the same data rows: what one found and the other did not, in all and item by item. */
export function ComparePage({ search, onSearch }: ComparePageProps) {
  const { a, b } = search;
  return (
    <PageFrame title="Compare two runs" parent={toRuns}>
      <RunChoice a={a} b={b} onChoose={(runs) => onSearch({ ...runs, item: undefined })} />
      {!(a && b) && <NothingCompared hasOne={Boolean(a)} />}
      {a && b && <ReadRuns a={a} b={b} search={search} onSearch={onSearch} />}
    </PageFrame>
  );
}

function NothingCompared({ hasOne }: { hasOne: boolean }) {
  return (
    <EmptyState
      icon={<IconGitCompare size={26} />}
      title={hasOne ? 'Choose another run' : 'Choose two runs'}
    >
      Two runs over the same dataset are compared item by item: what the second found and the first
      did not, what it misses, and what it has in another place.
    </EmptyState>
  );
}

function ReadRuns({ a, b, ...props }: ComparePageProps & { a: string; b: string }) {
  const one = useQuery(api.runs.get.queryOptions({ input: { id: a } }));
  const other = useQuery(api.runs.get.queryOptions({ input: { id: b } }));
  return (
    <Loaded query={one}>
      {(foundOne) => (
        <Loaded query={other}>
          {(foundOther) => (
            <Compared key={`${a} ${b}`} one={foundOne} other={foundOther} {...props} />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface ComparedProps extends ComparePageProps {
  one: RunView;
  other: RunView;
}

function Compared({ one, other, search, onSearch }: ComparedProps) {
  const { comparison, error } = useComparison(one.id, other.id, search.overlap);
  const opened = comparison.items.find(({ itemId }) => itemId === search.item);
  return (
    <Stack gap="md">
      <ComparedRuns runs={[one, other]} />
      {one.dataset.id !== other.dataset.id && (
        <Alert color="yellow" title="These runs are over different datasets">
          Only data rows that both runs have can be compared.
        </Alert>
      )}
      {error !== null && <FailureNotice error={error} />}
      <Section
        title="What differs"
        actions={
          <OverlapSlider overlap={search.overlap} onChange={(overlap) => onSearch({ overlap })} />
        }
      >
        <ChangeTable comparison={comparison} totals={[one.counts.total, other.counts.total]} />
      </Section>
      {search.item && (
        <ComparedItemView
          key={search.item}
          itemId={search.item}
          item={opened}
          absence={opened ? null : explainAbsence(comparison, error !== null)}
          leastOverlap={search.overlap}
          run={one}
          onClose={() => onSearch({ item: undefined })}
        />
      )}
      <ChangeList
        comparison={comparison}
        show={search.show}
        chosen={search.item}
        onShow={(show) => onSearch({ show })}
        onChoose={(item) => onSearch({ item })}
      />
    </Stack>
  );
}

/** Why an item is not among those that differ; null where it may still come. */
function explainAbsence(comparison: Comparison, hasFailed: boolean): string | null {
  if (hasFailed) return 'It is not among what could be compared before the failure above.';
  if (!comparison.isDone) return null;
  const listed = comparison.items.length;
  const reasons = 'Both runs say the same of it, or the other run does not have its data row';
  return comparison.differing > listed
    ? `${reasons}, or it is not among the ${listed.toLocaleString()} items that differ most.`
    : `${reasons}.`;
}
