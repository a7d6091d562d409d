import { Badge, Group, Text } from '@mantine/core';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { ClassName } from '../class-name.tsx';
import classes from './annotation-list.module.css';
import type { Difference } from './comparison-display.ts';
import { differenceWords } from './difference-words.ts';
import { formatConfidence } from './format-confidence.ts';
import { NestedAnswers } from './nested-answers.tsx';
import { isShape } from './shape.ts';

/** Words of an annotation are shown up to so many characters; the exchange has the rest. */
const mostCharacters = 600;

interface AnnotationRowProps {
  annotation: Annotation;
  colour: string;
  /** What became of it, where two predictions are compared. */
  note?: Difference | null;
}

/** What a model said of one thing, in words. */
export function AnnotationRow({ annotation, colour, note = null }: AnnotationRowProps) {
  return (
    <>
      <span className={classes.head}>
        <Group gap={8} wrap="nowrap" miw={0} component="span">
          <ClassName name={annotation.class} colour={colour} isUnknown={annotation.unknownClass} />
          <KindAndFrame annotation={annotation} />
        </Group>
        <Text
          span
          size="sm"
          c="dimmed"
          className={classes.confidence}
          title={annotation.confidence === null ? 'The model gave no confidence' : 'Confidence'}
        >
          {formatConfidence(annotation.confidence)}
        </Text>
      </span>
      {note && note !== 'same' && <span className={classes.text}>{differenceWords[note]}</span>}
      {'text' in annotation && annotation.text && (
        <span className={classes.text}>{showControls(cutText(annotation.text))}</span>
      )}
      <Wordless annotation={annotation} />
      {'attributes' in annotation &&
        annotation.attributes?.map((attribute) => (
          <Badge key={attribute} size="xs" variant="default" tt="none">
            {showControls(attribute)}
          </Badge>
        ))}
      {'classifications' in annotation && <NestedAnswers answers={annotation.classifications} />}
    </>
  );
}

function cutText(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)} …` : text;
}

/** In words what has no place in the picture: a direction, and what a relation joins. */
function Wordless({ annotation }: { annotation: Annotation }) {
  if (annotation.kind === 'relation') {
    return (
      <span className={classes.text}>
        {showControls(annotation.from)} → {showControls(annotation.to)}
      </span>
    );
  }
  if (annotation.kind !== 'vector') return null;
  const degrees = Math.round((annotation.angle * 180) / Math.PI);
  return (
    <span className={classes.text}>
      <span aria-hidden style={{ display: 'inline-block', rotate: `${degrees}deg` }}>
        →
      </span>{' '}
      {degrees}°, {Math.round(annotation.length)} pixels
    </span>
  );
}

/** The kind of a shape, and the frame of a video to which it belongs. */
function KindAndFrame({ annotation: one }: { annotation: Annotation }) {
  const kind = isShape(one) ? one.kind.replaceAll('_', ' ') : null;
  const frame = one.frame === undefined ? null : `frame ${one.frame}`;
  const words = [kind, frame].filter(Boolean).join(' · ');
  if (words === '') return null;
  return (
    <Text span size="xs" c="dimmed" className={classes.kind}>
      {words}
    </Text>
  );
}
