import { Progress } from '@mantine/core';
import type { ItemCounts } from '@patchbay/core/run/run-progress.ts';
import { describeCounts, shareFinished } from './run-counts.ts';

/** How much of a run is done: succeeded, failed, and what remains. */
export function RunProgressBar({ counts, size = 8 }: { counts: ItemCounts; size?: number }) {
  const percent = (count: number) => (counts.total > 0 ? (count / counts.total) * 100 : 0);
  return (
    <Progress.Root
      size={size}
      transitionDuration={250}
      role="progressbar"
      aria-label="Items done"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(shareFinished(counts) * 100)}
      aria-valuetext={describeCounts(counts)}
    >
      <Progress.Section value={percent(counts.succeeded)} color="teal" withAria={false} />
      <Progress.Section value={percent(counts.failed)} color="red" withAria={false} />
      <Progress.Section
        value={percent(counts.cancelled + counts.ignored)}
        color="gray.5"
        withAria={false}
      />
    </Progress.Root>
  );
}
