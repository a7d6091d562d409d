import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ClassColours } from '../class-colours.ts';
import { SearchInput } from '../search-input.tsx';
import { AnnotationListbox } from './annotation-listbox.tsx';
import type { Difference } from './comparison-display.ts';
import {
  type AnnotationOrder,
  annotationOrders,
  searchAnnotations,
  sortAnnotations,
} from './sort-annotations.ts';
import type { AnnotationFocus } from './use-annotation-focus.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface AnnotationListProps {
  annotations: readonly IndexedAnnotation[];
  colours: ClassColours;
  focus: AnnotationFocus;
  /** What became of each, where two predictions are compared. */
  noteOf?: (index: number) => Difference | null;
}

/** With fewer annotations there is nothing to sort or to search. */
const fewestToChooseFrom = 6;

/** The shapes and spans of a prediction; pointing at one highlights it where it is drawn. */
export function AnnotationList({ annotations, colours, focus, noteOf }: AnnotationListProps) {
  const [order, setOrder] = useState<AnnotationOrder>('answer');
  const [words, setWords] = useState('');
  const isChosenFrom = annotations.length >= fewestToChooseFrom;
  const listed = useMemo(
    () => sortAnnotations(searchAnnotations(annotations, words), order),
    [annotations, words, order],
  );
  return (
    <Stack gap="xs">
      {(isChosenFrom || words !== '') && (
        <Group gap="xs" wrap="nowrap">
          <SearchInput
            isLive
            style={{ flex: 1 }}
            name="Search annotations"
            placeholder="Search"
            words={words || undefined}
            onSearch={(next = '') => setWords(next)}
          />
          <NativeSelect
            size="xs"
            aria-label="Order of the annotations"
            value={order}
            data={Object.entries(annotationOrders).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setOrder(event.currentTarget.value as AnnotationOrder)}
          />
        </Group>
      )}
      {listed.length === 0 ? (
        <Text size="sm" c="dimmed" aria-live="polite">
          No annotation has these words.
        </Text>
      ) : (
        <AnnotationListbox annotations={listed} colours={colours} focus={focus} noteOf={noteOf} />
      )}
    </Stack>
  );
}
