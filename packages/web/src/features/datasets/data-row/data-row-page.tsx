import { Stack } from '@mantine/core';
import type { DataRowDetail } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { AnchorLink } from '../../../components/links.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { StepButtons } from '../../../components/step-buttons.tsx';
import { AskModelMenu } from './ask-model-menu.tsx';
import classes from './data-row-page.module.css';
import { toggleItem } from './data-row-search.ts';
import { RowFacts } from './row-facts.tsx';
import { RowPredictions } from './row-predictions.tsx';
import { RowViewing } from './row-viewing.tsx';

interface DataRowPageProps {
  row: DataRowDetail;
  /** The items whose predictions are shown; null: the newest that there is. */
  items: readonly string[] | null;
  onItems: (items: readonly string[]) => void;
  onStep: (dataRowId: string) => void;
}

/** One data row: what it is, and what every model said about it over time. */
export function DataRowPage({ row, items, onItems, onStep }: DataRowPageProps) {
  const { id, previousId, nextId } = row;
  const list = useInfiniteQuery(
    api.items.listOfDataRow.infiniteOptions({
      input: (cursor: Cursor) => ({ id, ...(cursor && { cursor }), limit: 20 }),
      ...byCursor,
      // Every page that was loaded is read again; of long lists that would be too much.
      refetchInterval: ({ state }) => {
        const pages = state.data?.pages ?? [];
        const isLive = pages.some(({ items }) => items.some((item) => item.state === 'pending'));
        return isLive && pages.length < 4 ? 3_000 : false;
      },
    }),
  );
  const newest = list.data?.pages.flatMap((page) => page.items).find((item) => item.hasPrediction);
  const shown = items ?? (newest ? [newest.id] : []);
  return (
    <PageFrame
      title={row.globalKey}
      parent={
        <AnchorLink to="/datasets/$datasetId" params={{ datasetId: row.datasetId }} size="sm">
          {showControls(row.datasetName)}
        </AnchorLink>
      }
      actions={
        <>
          <AskModelMenu row={row} />
          <StepButtons what="data row" {...{ previousId, nextId, onStep }} />
        </>
      }
    >
      <div className={classes.columns}>
        <RowViewing row={row} shown={shown} />
        <Stack gap="md">
          <RowPredictions
            list={list}
            shown={shown}
            onToggle={(itemId) => onItems(toggleItem(shown, itemId))}
          />
          <RowFacts row={row} />
        </Stack>
      </div>
    </PageFrame>
  );
}
