import { showControls } from '@patchbay/core/text/show-controls.ts';
import { memo, useEffect, useMemo, useRef } from 'react';
import type { ClassColours } from '../class-colours.ts';
import { type Span, segmentText, type TextSegment } from './text-segments.ts';
import classes from './text-viewer.module.css';
import type { AnnotationFocus } from './use-annotation-focus.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface TextViewerProps {
  text: string;
  annotations: readonly IndexedAnnotation[];
  colours: ClassColours;
  focus: AnnotationFocus;
}

/** A text with its spans marked; overlapping spans are marked below each other. */
export function TextViewer({ text, annotations, colours, focus }: TextViewerProps) {
  const segments = useMemo(() => {
    const spans = annotations.flatMap(({ annotation, index }): Span[] =>
      annotation.kind === 'entity' ? [{ index, entity: annotation }] : [],
    );
    return segmentText(text, spans);
  }, [text, annotations]);
  const { highlighted, selected, highlight, select } = focus;
  return (
    <p className={classes.text}>
      {segments.map((segment) =>
        segment.spans.length === 0 ? (
          showControls(segment.text)
        ) : (
          <MarkedSegment
            key={segment.start}
            segment={segment}
            colours={colours}
            isStrong={segment.spans.some(
              ({ index }) => index === highlighted || index === selected,
            )}
            isSelected={segment.spans.some(({ index }) => index === selected)}
            highlight={highlight}
            select={select}
          />
        ),
      )}
    </p>
  );
}

interface MarkedSegmentProps extends Pick<AnnotationFocus, 'highlight' | 'select'> {
  segment: TextSegment;
  colours: ClassColours;
  isStrong: boolean;
  isSelected: boolean;
}

/** A piece of text under spans. Drawn anew only when something of it changes: there may be thousands. */
const MarkedSegment = memo(function MarkedSegment(props: MarkedSegmentProps) {
  const { segment, colours, isStrong, isSelected, highlight, select } = props;
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isSelected) mark.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const innermost = segment.spans.at(-1);
  const colour = innermost ? colours(innermost.entity.class) : 'transparent';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list of annotations does the same by keys
    <mark
      ref={mark}
      className={classes.mark}
      style={{
        background: `color-mix(in srgb, ${colour} ${isStrong ? 45 : 20}%, transparent)`,
        boxShadow: underline(segment.spans, colours),
        paddingBottom: Math.min(segment.spans.length, mostLines) * 3,
      }}
      title={nameAll(segment.spans)}
      onPointerEnter={() => highlight(innermost?.index ?? null)}
      onPointerLeave={() => highlight(null)}
      onClick={() => select(innermost?.index ?? null)}
    >
      {showControls(segment.text)}
      {segment.ending.map(({ index, entity }) => (
        <small
          key={index}
          className={classes.name}
          style={{ color: readable(colours(entity.class)) }}
        >
          {showControls(entity.class)}
        </small>
      ))}
    </mark>
  );
});

/** As many lines as there is room for below a line of text; more would lie over its words. */
const mostLines = 4;

/** The classes over a piece of text, where several are: the longest span first. */
function nameAll(spans: readonly Span[]): string | undefined {
  if (spans.length < 2) return undefined;
  return spans.map(({ entity }) => showControls(entity.class)).join(', ');
}

/** A line for each of the innermost spans over a piece of text, the longest lowest; the first shadow is on top. */
function underline(spans: readonly Span[], colours: ClassColours): string {
  return spans
    .slice(-mostLines)
    .map(({ entity }, depth) => `inset 0 -${(depth + 1) * 2}px 0 ${colours(entity.class)}`)
    .join(', ');
}

/** A colour brought towards that of the text, so that small words in it can be read. */
function readable(colour: string): string {
  return `color-mix(in srgb, ${colour} 55%, var(--mantine-color-text))`;
}
