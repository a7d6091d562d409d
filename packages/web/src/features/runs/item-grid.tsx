import type { ItemView } from '@patchbay/core/api/item-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPhotoOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { CoverLink } from '../../components/cover-link.tsx';
import { DataRowTile } from '../../components/data-row-tile.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingTiles } from '../../components/loading-lines.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';
import type { ItemFilter } from './item-filter.ts';

interface ItemGridProps {
  runId: string;
  filter: ItemFilter;
  /** Whether items still change: what is on the page is then read again every few seconds. */
  isLive: boolean;
}

/** The items of a run as pictures and beginnings of texts, with their state and what was found. */
export function ItemGrid({ runId, filter, isLive }: ItemGridProps) {
  const query = useInfiniteQuery(
    api.items.list.infiniteOptions({
      input: (cursor: Cursor) => ({ id: runId, ...filter, ...(cursor && { cursor }), limit: 48 }),
      ...byCursor,
      // Every loaded page is read again; far down in a long list that would be too much.
      refetchInterval: ({ state }) =>
        isLive && (state.data?.pages.length ?? 0) < 4 ? 3_000 : false,
    }),
  );
  const note = query.data?.pages.at(-1)?.searchNote;
  return (
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
        <TileGrid>
          {items.map((item) => (
            <ItemTile key={item.id} item={item} />
          ))}
        </TileGrid>
      )}
    </PagedList>
  );
}

function ItemTile({ item }: { item: ItemView }) {
  return (
    <DataRowTile
      dataRow={item.dataRow}
      corner={<StateBadge state={item.state} size="xs" />}
      caption={
        <CoverLink to="/runs/$runId/items/$itemId" params={{ runId: item.runId, itemId: item.id }}>
          {showControls(item.dataRow.globalKey)}
        </CoverLink>
      }
      note={describeItem(item)}
    />
  );
}

function describeNone({ state, code, ...wanted }: ItemFilter): string {
  if (Object.values(wanted).some((value) => value !== undefined)) {
    return 'No item of this run is like this.';
  }
  return state || code ? `No item of this run is ${state ?? code}.` : 'The run has no items yet.';
}

function describeItem({
  problem,
  annotationCount,
  warningCount,
  state,
  ...item
}: ItemView): string {
  if (problem) return errorCodes[problem.code].title;
  if (annotationCount === null) return state === 'pending' ? 'waiting for the model' : 'not run';
  const facts = [
    `${annotationCount} ${annotationCount === 1 ? 'annotation' : 'annotations'}`,
    warningCount && `${warningCount} ${warningCount === 1 ? 'warning' : 'warnings'}`,
    item.confidence !== null && `confidence ${item.confidence.toFixed(2)}`,
  ];
  return facts.filter(Boolean).join(', ');
}
