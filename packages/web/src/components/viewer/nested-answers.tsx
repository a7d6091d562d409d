import { Text } from '@mantine/core';
import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { formatConfidence } from './format-confidence.ts';
import classes from './nested-answers.module.css';

/** The answers to the questions of a shape, a span or a chosen option, one below the other. */
export function NestedAnswers({ answers }: { answers: readonly NestedAnswer[] | undefined }) {
  if (!answers || answers.length === 0) return null;
  return (
    <span className={classes.list}>
      {answers.map((answer, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: answers have no other name
          key={index}
          className={classes.answer}
        >
          <Text span size="xs" c="dimmed">
            {answer.under !== undefined && `${showControls(answer.under)}: `}
            {showControls(answer.class)}
            {answer.unknownClass && ' (unknown question)'}
          </Text>{' '}
          <Text span size="xs">
            {showControls(describeAnswer(answer))}
            {answer.confidence !== null && ` ${formatConfidence(answer.confidence)}`}
          </Text>
          {'classifications' in answer && <NestedAnswers answers={answer.classifications} />}
        </span>
      ))}
    </span>
  );
}

function describeAnswer(answer: NestedAnswer): string {
  switch (answer.kind) {
    case 'radio':
      return answer.option;
    case 'checklist':
      return answer.options.join(', ') || 'none of the options';
    case 'free_text':
      return answer.text;
  }
}
