import { Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ClassColours } from '../class-colours.ts';
import { AnnotationList } from './annotation-list.tsx';
import classes from './compared-predictions.module.css';
import { ComparisonControls } from './comparison-controls.tsx';
import { type ComparisonChoices, compareForDisplay, firstChoices } from './comparison-display.ts';
import { DataRowViewer, type ViewedRow } from './data-row-viewer.tsx';
import { useAnnotationFocus } from './use-annotation-focus.ts';
import type { ShownPrediction } from './use-prediction-display.ts';

/** A prediction with what it is called where two lie over each other. */
export interface NamedPrediction extends ShownPrediction {
  /** The run, or the model with its revision. */
  readonly name: string;
}

interface ComparedPredictionsProps {
  row: ViewedRow;
  /** Drawn solid. */
  one: NamedPrediction;
  /** Drawn dashed, hatched where it is a mask. */
  other: NamedPrediction;
  colours: ClassColours;
  /** From which overlap on two annotations are taken for one thing, 0 to 1; left out, the usual. */
  leastOverlap?: number;
}

/**
 * Two predictions of one data row over each other, with what only one of them has, what moved, and what is the
 * same, told apart in the picture and in a list.
 */
export function ComparedPredictions(props: ComparedPredictionsProps) {
  const { row, one, other, colours, leastOverlap } = props;
  const [choices, setChoices] = useState<ComparisonChoices>(firstChoices);
  const focus = useAnnotationFocus(`${one.id} ${other.id}`);
  const compared = useMemo(
    () => compareForDisplay(one, other, choices, leastOverlap),
    [one, other, choices, leastOverlap],
  );
  const display = { marked: compared.marked, isHidden: false, focus };
  return (
    <div className={classes.columns}>
      <DataRowViewer row={row} display={display} colours={colours} />
      <Stack gap="md" miw={0}>
        <ComparisonControls
          names={[one.name, other.name]}
          counts={compared.counts}
          choices={choices}
          onChange={setChoices}
        />
        <AnnotationList
          annotations={compared.listed}
          colours={colours}
          focus={focus}
          noteOf={compared.noteOf}
        />
      </Stack>
    </div>
  );
}
