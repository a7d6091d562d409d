import { Stack, Text } from '@mantine/core';
import type { DataRowDetail } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { assignClassColours } from '../../../components/class-colours.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { AnchorLink } from '../../../components/links.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { Section } from '../../../components/section.tsx';
import { StepButtons } from '../../../components/step-buttons.tsx';
import { DataRowViewer } from '../../../components/viewer/data-row-viewer.tsx';
import { PredictionPanel } from '../../../components/viewer/prediction-panel.tsx';
import { usePredictionDisplay } from '../../../components/viewer/use-prediction-display.ts';
import { AskModelMenu } from './ask-model-menu.tsx';
import classes from './data-row-page.module.css';
import { toggleItem } from './data-row-search.ts';
import { mergePredictions } from './merge-predictions.ts';
import { RowFacts } from './row-facts.tsx';
import { MoreButton, markOf, RowPredictions } from './row-predictions.tsx';

interface DataRowPageProps {
  row: DataRowDetail;
  /** The items whose predictions are shown; null: the newest that there is. */
  items: readonly string[] | null;
  onItems: (items: readonly string[]) => void;
  onStep: (dataRowId: string) => void;
}

/** One data row: what it is, and what every model said about it over time. */
export function DataRowPage({ row, items, onItems, onStep }: DataRowPageProps) {
  const list = useInfiniteQuery(
    api.items.listOfDataRow.infiniteOptions({
      input: (cursor: Cursor) => ({ id: row.id, ...(cursor && { cursor }), limit: 20 }),
      ...byCursor,
    }),
  );
  const found = list.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = found.find((item) => item.hasPrediction);
  const shown = items ?? (newest ? [newest.id] : []);
  const { prediction, error } = useShownPrediction(row.id, shown);
  const display = usePredictionDisplay(prediction);
  const colours = assignClassColours((prediction?.annotations ?? []).map((one) => one.class));
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
          <StepButtons
            what="data row"
            previousId={row.previousId}
            nextId={row.nextId}
            onStep={onStep}
          />
        </>
      }
    >
      <div className={classes.columns}>
        <Stack gap="md" miw={0}>
          {error && <FailureNotice error={error} />}
          <DataRowViewer row={{ ...row, dataRow: row }} display={display} colours={colours} />
          {prediction && (
            <PredictionPanel
              prediction={prediction}
              display={display}
              colours={colours}
              image={row.image}
            />
          )}
        </Stack>
        <Stack gap="md">
          <Section title="Predictions">
            <Loaded query={list}>
              {() =>
                found.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    No run went over this data row yet. Start one on the page of a model.
                  </Text>
                ) : (
                  <RowPredictions
                    items={found}
                    shown={shown}
                    onToggle={(id) => onItems(toggleItem(shown, id))}
                  />
                )
              }
            </Loaded>
            {list.hasNextPage && (
              <MoreButton
                onClick={() => void list.fetchNextPage()}
                isLoading={list.isFetchingNextPage}
              />
            )}
          </Section>
          <RowFacts row={row} />
        </Stack>
      </div>
    </PageFrame>
  );
}

/** The chosen predictions as one; the old ones stay until new ones have come. */
function useShownPrediction(dataRowId: string, shown: readonly string[]) {
  const details = useQueries({
    queries: shown.map((id) =>
      api.items.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }),
    ),
  });
  const predictions = details.flatMap(({ data }) =>
    data?.prediction && data.dataRow.id === dataRowId
      ? [{ mark: markOf(shown, data.id) ?? '', prediction: data.prediction }]
      : [],
  );
  const error = details.find((detail) => detail.error)?.error ?? null;
  return { prediction: mergePredictions(predictions), error };
}
