import type { ItemView, ListedPrediction } from '@patchbay/core/api/item-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { IconPhotoOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ClassColours } from '../../../components/class-colours.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { LoadingTiles } from '../../../components/loading-lines.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import type { ItemFilter } from '../item-filter.ts';
import { describeFound, PredictionTile } from '../prediction-tile.tsx';
import { useGallery } from './use-gallery.ts';
import { VirtualTiles } from './virtual-tiles.tsx';

interface ItemGalleryProps {
  runId: string;
  filter: ItemFilter;
  colours: ClassColours;
  /** Annotations of less confidence are not drawn, 0 to 1. */
  threshold: number;
  /** Whether items still change: what is on the page is then read again every few seconds. */
  isLive: boolean;
}

/** The items of a run as pictures with what was found drawn over them, and beginnings of texts. */
export function ItemGallery({ runId, filter, colours, threshold, isLive }: ItemGalleryProps) {
  const { query, predictions, made } = useGallery(runId, filter, isLive);
  const note = query.data?.pages.at(-1)?.searchNote;
  return (
    <>
      {made.error && !query.error && (
        <FailureNotice error={made.error} onRetry={() => void made.refetch()} />
      )}
      <PagedList
        query={query}
        loading={<LoadingTiles />}
        empty={
          <EmptyState icon={<IconPhotoOff size={26} />} title="No such items">
            {note ?? describeNone(filter)}
          </EmptyState>
        }
      >
        {(items) => (
          <VirtualTiles label="Items" items={items}>
            {(item) => (
              <ItemTile
                item={item}
                filter={filter}
                prediction={predictions.get(item.id)}
                colours={colours}
                threshold={threshold}
              />
            )}
          </VirtualTiles>
        )}
      </PagedList>
    </>
  );
}

interface ItemTileProps extends Pick<ItemGalleryProps, 'filter' | 'colours' | 'threshold'> {
  item: ItemView;
  prediction: ListedPrediction | undefined;
}

const none: ListedPrediction['annotations'] = [];

function ItemTile({ item, filter, prediction, colours, threshold }: ItemTileProps) {
  const annotations = prediction?.annotations ?? none;
  // The same list until something changes: a viewer draws a new one anew.
  const shown = useMemo(
    () => annotations.filter(({ confidence }) => confidence === null || confidence >= threshold),
    [annotations, threshold],
  );
  return (
    <PredictionTile
      runId={item.runId}
      itemId={item.id}
      filter={filter}
      dataRow={item.dataRow}
      annotations={shown}
      colours={colours}
      corner={item.state === 'succeeded' ? null : <StateBadge state={item.state} size="xs" />}
      note={describeItem(item, prediction && { shown, hidden: annotations.length - shown.length })}
    />
  );
}

function describeNone({ state, code, ...wanted }: ItemFilter): string {
  if (Object.values(wanted).some((value) => value !== undefined)) {
    return 'No item of this run is like this.';
  }
  return state || code ? `No item of this run is ${state ?? code}.` : 'The run has no items yet.';
}

type Found = { shown: ListedPrediction['annotations']; hidden: number };

function describeItem(item: ItemView, found: Found | undefined): string {
  const { problem, annotationCount, warningCount, state, confidence } = item;
  if (problem) return errorCodes[problem.code].title;
  if (annotationCount === null) return state === 'pending' ? 'waiting for the model' : 'not run';
  const facts = [
    describeCount(annotationCount, found),
    found && found.hidden > 0 && `${found.hidden} below the slider`,
    warningCount && `${warningCount} ${warningCount === 1 ? 'warning' : 'warnings'}`,
    confidence !== null && `confidence ${confidence.toFixed(2)}`,
  ];
  return facts.filter(Boolean).join(', ');
}

function describeCount(count: number, found: Found | undefined): string {
  if (count === 0) return 'nothing found';
  if (found && found.shown.length > 0) return describeFound(found.shown, 2);
  return `${count} ${count === 1 ? 'annotation' : 'annotations'}`;
}
