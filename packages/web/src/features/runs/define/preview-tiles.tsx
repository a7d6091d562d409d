import { Skeleton } from '@mantine/core';
import type { ItemView, ListedPrediction } from '@patchbay/core/api/item-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../../api/client.ts';
import { assignClassColours } from '../../../components/class-colours.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import { TileGrid } from '../../../components/tile-grid.tsx';
import { describeFound, PredictionTile } from '../prediction-tile.tsx';
import { largestPreview } from './run-draft.ts';

interface PreviewTilesProps {
  runId: string;
  /** Items that are done: where it changes, more is read. */
  finished: number;
  expected: number;
  knownClasses: readonly string[];
}

/** The items of a preview with what was found drawn over them; an empty place for each that is to come. */
export function PreviewTiles({ runId, finished, expected, knownClasses }: PreviewTilesProps) {
  const input = { id: runId, limit: largestPreview };
  const items = useQuery({
    ...api.items.list.queryOptions({ input }),
    queryKey: [...api.items.list.queryKey({ input }), finished],
    placeholderData: (before) => before,
  });
  const predictions = useQuery({
    ...api.items.listPredictions.queryOptions({ input }),
    queryKey: [...api.items.listPredictions.queryKey({ input }), finished],
    placeholderData: (before) => before,
  });
  const made = useMemo(
    () => new Map((predictions.data?.items ?? []).map((made) => [made.itemId, made])),
    [predictions.data],
  );
  const colours = useMemo(() => {
    const found = [...made.values()].flatMap(({ annotations }) => annotations);
    return assignClassColours(knownClasses, new Set(found.map((one) => one.class)));
  }, [knownClasses, made]);
  const error = items.error ?? predictions.error;
  const shown = items.data?.items ?? [];
  const places = Array.from({ length: Math.max(0, (expected || 4) - shown.length) }, (_, at) => at);
  return (
    <>
      {error && <FailureNotice error={error} />}
      <TileGrid>
        {shown.map((item) => (
          <PredictionTile
            key={item.id}
            runId={runId}
            itemId={item.id}
            dataRow={item.dataRow}
            annotations={made.get(item.id)?.annotations ?? []}
            colours={colours}
            corner={item.state === 'succeeded' ? null : <StateBadge state={item.state} size="xs" />}
            note={describeItem(item, made.get(item.id))}
          />
        ))}
        {places.map((place) => (
          <Skeleton key={place} h={180} radius="md" />
        ))}
      </TileGrid>
    </>
  );
}

function describeItem({ state, problem }: ItemView, made: ListedPrediction | undefined): string {
  if (problem) return errorCodes[problem.code].title;
  if (!made) return state === 'succeeded' ? '' : 'waiting for the model';
  const { annotations, warnings } = made;
  const warned =
    warnings.length > 0 && `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
  const found = annotations.length > 0 ? describeFound(annotations) : 'nothing found';
  return [found, warned].filter(Boolean).join(' · ');
}
