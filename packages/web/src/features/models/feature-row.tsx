import { ActionIcon, Select, Textarea, TextInput } from '@mantine/core';
import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import { IconCornerDownRight, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  emptyFeature,
  type FeatureDraft,
  hasOptions,
  hasQuestions,
  listOptions,
  nextKey,
  type QuestionDraft,
  retypeOptions,
} from './ontology-draft.ts';
import classes from './ontology-fields.module.css';

interface FeatureRowProps<Draft extends FeatureDraft> {
  kinds: readonly AnnotationKind[];
  draft: Draft;
  /** What the row is about: a class, or a question below one. */
  noun?: string;
  /** What stands before the kind: with which option a question is asked. */
  before?: ReactNode;
  onChange: (draft: Draft) => void;
  onRemove: () => void;
}

/** One class or question: its kind, its name, its options, and what is asked below it. */
export function FeatureRow<Draft extends FeatureDraft>(props: FeatureRowProps<Draft>) {
  const { kinds, draft, noun = 'class', before, onChange, onRemove } = props;
  return (
    <div className={classes.feature}>
      {before}
      <div className={classes.row}>
        <Select
          aria-label={`Kind of the ${noun}`}
          data={kinds.map((kind) => ({ value: kind, label: kind.replaceAll('_', ' ') }))}
          value={draft.kind}
          allowDeselect={false}
          onChange={(value) => {
            const kind = kinds.find((known) => known === value);
            if (kind) onChange({ ...draft, kind });
          }}
        />
        <TextInput
          aria-label={`Name of the ${noun}`}
          placeholder="Name"
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        />
        <RowActions {...{ kinds, draft, noun, onChange, onRemove }} />
        {hasOptions(draft.kind) && (
          <Textarea
            className={classes.options}
            aria-label={`Options of ${draft.name}`}
            placeholder="Options, one a line"
            value={draft.options}
            autosize
            minRows={2}
            maxRows={8}
            onChange={(event) => onChange(retypeOptions(draft, event.currentTarget.value))}
          />
        )}
      </div>
      {hasQuestions(draft.kind) && draft.questions.length > 0 && (
        <QuestionFields
          options={hasOptions(draft.kind) ? listOptions(draft) : null}
          questions={draft.questions}
          onChange={(questions) => onChange({ ...draft, questions })}
        />
      )}
    </div>
  );
}

/** What can be done with a row: ask a question below it, where there can be one, and remove it. */
function RowActions<Draft extends FeatureDraft>(props: Omit<FeatureRowProps<Draft>, 'before'>) {
  const { kinds, draft, noun = 'class', onChange, onRemove } = props;
  const asksAny = questionKinds.some((kind) => kinds.includes(kind));
  const canAsk =
    asksAny && hasQuestions(draft.kind) && (!hasOptions(draft.kind) || draft.options.trim() !== '');
  return (
    <>
      {canAsk && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          title="Ask a question below it"
          aria-label={`Ask a question below ${draft.name || `this ${noun}`}`}
          onClick={() => onChange(withQuestion(draft))}
        >
          <IconCornerDownRight size={16} />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Remove the ${noun} ${draft.name}`}
        onClick={onRemove}
      >
        <IconX size={16} />
      </ActionIcon>
    </>
  );
}

/** The kinds of questions: what is drawn is never asked below something else. */
const questionKinds = ['radio', 'checklist', 'free_text'] as const;

interface QuestionFieldsProps {
  /** The options above, with one of which each question is asked; null below a tool. */
  options: readonly string[] | null;
  questions: readonly QuestionDraft[];
  onChange: (questions: readonly QuestionDraft[]) => void;
}

/** What is asked about everything that a tool marked, or where an option is chosen. */
function QuestionFields({ options, questions, onChange }: QuestionFieldsProps) {
  return (
    <div className={classes.questions}>
      {questions.map((question) => (
        <FeatureRow
          key={question.key}
          kinds={questionKinds}
          noun="question"
          draft={question}
          before={
            options && (
              <OptionSelect
                {...{ question, options }}
                onChange={(chosen) => onChange(replace(questions, question, { under: chosen }))}
              />
            )
          }
          onChange={(next) => onChange(replace(questions, question, next))}
          onRemove={() => onChange(questions.filter((other) => other !== question))}
        />
      ))}
    </div>
  );
}

/** The row with one more question: below its first option, or the tool. */
function withQuestion<Draft extends FeatureDraft>(draft: Draft): Draft {
  const [under = ''] = hasOptions(draft.kind) ? listOptions(draft) : [];
  const question = { ...emptyFeature(nextKey(draft.questions), 'radio'), under };
  return { ...draft, questions: [...draft.questions, question] };
}

interface OptionSelectProps {
  question: QuestionDraft;
  options: readonly string[];
  onChange: (option: string) => void;
}

function OptionSelect({ question, options, onChange }: OptionSelectProps) {
  const isThere = options.includes(question.under);
  return (
    <Select
      size="xs"
      label="Asked where this is chosen"
      data={[...new Set(options)]}
      value={isThere ? question.under : null}
      error={
        isThere ? null : 'Its option is not there any more: choose one, or remove the question.'
      }
      allowDeselect={false}
      onChange={(option) => option !== null && onChange(option)}
    />
  );
}

function replace(
  questions: readonly QuestionDraft[],
  one: QuestionDraft,
  changes: Partial<QuestionDraft>,
): QuestionDraft[] {
  return questions.map((other) => (other === one ? { ...one, ...changes } : other));
}
