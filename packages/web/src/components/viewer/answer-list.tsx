import { Badge, Group, Stack, Text } from '@mantine/core';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ClassColours } from '../class-colours.ts';
import { ClassName } from '../class-name.tsx';
import classes from './answer-list.module.css';
import { formatConfidence } from './format-confidence.ts';
import { NestedAnswers } from './nested-answers.tsx';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface AnswerListProps {
  annotations: readonly IndexedAnnotation[];
  colours: ClassColours;
}

/** What a model answered about a data row as a whole: choices, words, tags. */
export function AnswerList({ annotations, colours }: AnswerListProps) {
  return (
    <Stack gap="md">
      {annotations.map(({ annotation, index }) => (
        <div key={index}>
          <Group justify="space-between" wrap="nowrap" gap="xs" mb={4}>
            <ClassName
              name={annotation.class}
              colour={colours(annotation.class)}
              isUnknown={annotation.unknownClass}
            />
            {annotation.confidence !== null && (
              <Text size="sm" c="dimmed" title="Confidence">
                {formatConfidence(annotation.confidence)}
              </Text>
            )}
          </Group>
          <Answer annotation={annotation} />
          {'classifications' in annotation && (
            <NestedAnswers answers={annotation.classifications} />
          )}
        </div>
      ))}
    </Stack>
  );
}

function Answer({ annotation }: { annotation: Annotation }) {
  switch (annotation.kind) {
    case 'radio':
      return <Options options={[annotation.option]} />;
    case 'checklist':
      return annotation.options.length > 0 ? (
        <Options options={annotation.options} />
      ) : (
        <Text size="sm" c="dimmed">
          none of the options
        </Text>
      );
    case 'free_text':
      return <p className={classes.words}>{showControls(annotation.text)}</p>;
    case 'tag':
      return (
        <Options
          options={[
            ...(annotation.text ? [annotation.text] : []),
            ...(annotation.attributes ?? []),
          ]}
        />
      );
    default:
      return null;
  }
}

function Options({ options }: { options: readonly string[] }) {
  return (
    <Group gap={6}>
      {options.map((option) => (
        <Badge key={option} variant="light" tt="none" size="md">
          {showControls(option)}
        </Badge>
      ))}
    </Group>
  );
}
