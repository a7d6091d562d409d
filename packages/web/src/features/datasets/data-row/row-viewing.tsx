import { Stack } from '@mantine/core';
import type { DataRowDetail } from '@patchbay/core/api/dataset-routes.ts';
import type { ItemDetail, PredictionView } from '@patchbay/core/api/item-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { assignClassColours, type ClassColours } from '../../../components/class-colours.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ComparedPredictions } from '../../../components/viewer/compared-predictions.tsx';
import { DataRowViewer } from '../../../components/viewer/data-row-viewer.tsx';
import { PredictionPanel } from '../../../components/viewer/prediction-panel.tsx';
import { useDisplayKeys } from '../../../components/viewer/use-display-keys.ts';
import { usePredictionDisplay } from '../../../components/viewer/use-prediction-display.ts';

interface RowViewingProps {
  row: DataRowDetail;
  /** The items whose predictions stand on the picture: none, one, or two over each other. */
  shown: readonly string[];
}

/** The data row with what was said about it. */
export function RowViewing({ row, shown }: RowViewingProps) {
  const details = useQueries({
    queries: shown.map((id) =>
      api.items.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }),
    ),
  });
  const failed = details.find(({ error }) => error);
  const found = details.flatMap(({ data }) =>
    data?.prediction && data.dataRow.id === row.id
      ? [{ ...data, prediction: data.prediction }]
      : [],
  );
  const colours = assignClassColours(
    found.flatMap(({ prediction }) => prediction.annotations.map((one) => one.class)),
  );
  const [one, other] = found;
  return (
    <Stack gap="md" miw={0}>
      {failed && <FailureNotice error={failed.error} onRetry={() => void failed.refetch()} />}
      {one && other ? (
        <Compared row={row} one={one} other={other} colours={colours} />
      ) : (
        <Single row={row} prediction={one?.prediction ?? null} colours={colours} />
      )}
    </Stack>
  );
}

interface SingleProps {
  row: DataRowDetail;
  prediction: PredictionView | null;
  colours: ClassColours;
}

function Single({ row, prediction, colours }: SingleProps) {
  const display = usePredictionDisplay(prediction);
  useDisplayKeys(display);
  return (
    <>
      <DataRowViewer row={{ ...row, dataRow: row }} display={display} colours={colours} />
      {prediction && (
        <PredictionPanel {...{ prediction, display, colours }} image={row.image} hasCalls={false} />
      )}
    </>
  );
}

type Predicted = ItemDetail & { prediction: PredictionView };

interface ComparedProps {
  row: DataRowDetail;
  one: Predicted;
  other: Predicted;
  colours: ClassColours;
}

function Compared({ row, one, other, colours }: ComparedProps) {
  const [first, second] = [useRunName(one.runId), useRunName(other.runId)];
  return (
    <ComparedPredictions
      row={{ ...row, dataRow: row }}
      one={{ ...one.prediction, name: first }}
      other={{ ...other.prediction, name: second }}
      colours={colours}
    />
  );
}

function useRunName(id: string): string {
  const { data } = useQuery(api.runs.get.queryOptions({ input: { id } }));
  return data ? showControls(data.name) : '…';
}
