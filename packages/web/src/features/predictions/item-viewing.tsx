import { Text } from '@mantine/core';
import type { ItemDetail } from '@patchbay/core/api/item-routes.ts';
import type { ClassColours } from '../../components/class-colours.ts';
import { Section } from '../../components/section.tsx';
import { DataRowViewer } from '../../components/viewer/data-row-viewer.tsx';
import { PredictionPanel } from '../../components/viewer/prediction-panel.tsx';
import { useDisplayKeys } from '../../components/viewer/use-display-keys.ts';
import { usePredictionDisplay } from '../../components/viewer/use-prediction-display.ts';
import classes from './item-page.module.css';

interface ItemViewingProps {
  item: ItemDetail;
  colours: ClassColours;
}

/** The data row with what was found in it, and the same in words beside it. */
export function ItemViewing({ item, colours }: ItemViewingProps) {
  const display = usePredictionDisplay(item.prediction);
  useDisplayKeys(display);
  return (
    <div className={item.problem ? undefined : classes.columns}>
      <DataRowViewer row={item} display={display} colours={colours} isLow={item.problem !== null} />
      {item.prediction && (
        <PredictionPanel
          prediction={item.prediction}
          display={display}
          colours={colours}
          image={item.dataRow.image}
        />
      )}
      {!item.prediction && !item.problem && <NoPrediction item={item} />}
    </div>
  );
}

const reasons: { readonly [state in ItemDetail['state']]: string } = {
  pending: 'The model has not been called for this data row yet.',
  succeeded: 'The prediction is not kept any more.',
  failed: 'The item failed.',
  cancelled: 'The run was cancelled before the model was called for this data row.',
  ignored: 'The item failed and was set aside.',
};

function NoPrediction({ item }: { item: ItemDetail }) {
  return (
    <Section title="No prediction">
      <Text size="sm" c="dimmed">
        {reasons[item.state]}
      </Text>
    </Section>
  );
}
