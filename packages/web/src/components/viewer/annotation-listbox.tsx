import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react';
import type { ClassColours } from '../class-colours.ts';
import { isShortcut } from '../command-key.ts';
import classes from './annotation-list.module.css';
import { AnnotationRow } from './annotation-row.tsx';
import type { Difference } from './comparison-display.ts';
import type { AnnotationFocus } from './use-annotation-focus.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface AnnotationListboxProps {
  annotations: readonly IndexedAnnotation[];
  colours: ClassColours;
  focus: AnnotationFocus;
  noteOf?: ((index: number) => Difference | null) | undefined;
}

/**
 * A list box of annotations, of which only what is seen is on the page. Arrows go through it, Enter and a
 * double click bring one nearer in the picture.
 */
export function AnnotationListbox({ annotations, colours, focus, noteOf }: AnnotationListboxProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useVirtualizer({
    count: annotations.length,
    getScrollElement: () => box.current,
    estimateSize: () => 34,
    getItemKey: (place) => annotations[place]?.index ?? place,
    overscan: 6,
  });
  const places = useMemo(
    () => new Map(annotations.map(({ index }, place) => [index, place])),
    [annotations],
  );
  const chosen = places.get(focus.selected ?? -1);
  const shown = chosen ?? places.get(focus.highlighted ?? -1);
  const isPointedAt = useRef(false);
  useEffect(() => {
    // Under the pointer the list stays where it is.
    if (shown !== undefined && !isPointedAt.current) rows.scrollToIndex(shown, { align: 'auto' });
  }, [shown, rows]);

  return (
    <div
      ref={box}
      className={classes.box}
      role="listbox"
      tabIndex={0}
      aria-label="Annotations"
      aria-activedescendant={chosen === undefined ? undefined : `${id}-${focus.selected}`}
      onKeyDown={(event) => goByKey(event, annotations, chosen, focus)}
      onPointerEnter={() => (isPointedAt.current = true)}
      onPointerLeave={() => {
        isPointedAt.current = false;
        focus.highlight(null);
      }}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index: place, start, key }) => {
          const entry = annotations[place];
          if (!entry) return null;
          const { annotation, index } = entry;
          return (
            <div
              key={key}
              ref={rows.measureElement}
              id={`${id}-${index}`}
              data-index={place}
              role="option"
              // The box has the focus, and says which of its options is meant.
              tabIndex={-1}
              aria-selected={focus.selected === index}
              aria-setsize={annotations.length}
              aria-posinset={place + 1}
              className={classes.row}
              data-highlighted={focus.highlighted === index}
              style={{ transform: `translateY(${start}px)` }}
              onPointerEnter={() => focus.highlight(index)}
              onClick={() => focus.select(index)}
              onDoubleClick={() => focus.reveal(index)}
              onKeyDown={() => {}}
            >
              <AnnotationRow
                annotation={annotation}
                colour={colours(annotation.class)}
                note={noteOf?.(index) ?? null}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function goByKey(
  event: KeyboardEvent,
  annotations: readonly IndexedAnnotation[],
  chosen: number | undefined,
  focus: AnnotationFocus,
): void {
  if (isShortcut(event)) return;
  const last = annotations.length - 1;
  const goals: { [key: string]: number } = {
    ArrowDown: chosen === undefined ? 0 : Math.min(last, chosen + 1),
    ArrowUp: chosen === undefined ? last : Math.max(0, chosen - 1),
    PageDown: Math.min(last, (chosen ?? 0) + 10),
    PageUp: Math.max(0, (chosen ?? 0) - 10),
    Home: 0,
    End: last,
  };
  const goal = annotations[goals[event.key] ?? -1];
  if (goal) focus.select(goal.index);
  else if ((event.key === 'Enter' || event.key === 'z') && focus.selected !== null) {
    focus.reveal(focus.selected);
  } else if (event.key === 'Escape') focus.select(null);
  else return;
  event.preventDefault();
}
