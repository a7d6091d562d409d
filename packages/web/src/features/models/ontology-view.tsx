import { Stack, Text } from '@mantine/core';
import {
  type Feature,
  listFeatures,
  type Ontology,
  type Question,
} from '@patchbay/core/ontology/ontology.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { assignClassColours } from '../../components/class-colours.ts';
import { ClassName } from '../../components/class-name.tsx';
import classes from './ontology-view.module.css';

/** The classes that a model knows, by kind, each with its colour; questions with their options. */
export function OntologyView({ ontology }: { ontology: Ontology }) {
  const features = listFeatures(ontology);
  if (features.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No classes are known. Every class that the model answers is kept and marked as unknown.
      </Text>
    );
  }
  const colours = assignClassColours(features.map((feature) => feature.name));
  const kinds = [...new Set(features.map((feature) => feature.kind))];
  return (
    <Stack gap="md">
      {kinds.map((kind) => (
        <div key={kind}>
          <Text size="xs" c="dimmed" fw={600} mb={6}>
            {kind.replaceAll('_', ' ')}
          </Text>
          <ul className={classes.list}>
            {features
              .filter((feature) => feature.kind === kind)
              .map((feature) => (
                <FeatureEntry key={feature.name} feature={feature} colour={colours(feature.name)} />
              ))}
          </ul>
        </div>
      ))}
    </Stack>
  );
}

function FeatureEntry({ feature, colour }: { feature: Feature; colour: string }) {
  return (
    <li className={classes.feature}>
      <ClassName name={feature.name} colour={colour} />
      {'options' in feature && (
        <Text size="xs" c="dimmed" pl={18}>
          {feature.options.map((option) => option.label ?? option.value).join(' · ')}
        </Text>
      )}
      <Questions questions={listQuestions(feature)} />
    </li>
  );
}

/** The questions below a tool or an option. */
function Questions({ questions }: { questions: readonly Asked[] }) {
  if (questions.length === 0) return null;
  return (
    <ul className={classes.questions}>
      {questions.map(({ question, under }) => (
        <li key={`${under} ${question.kind} ${question.name}`}>
          <Text size="xs" span>
            {under !== '' && `${showControls(under)}: `}
            {showControls(question.name)}
          </Text>{' '}
          <Text size="xs" c="dimmed" span>
            {'options' in question
              ? showControls(
                  question.options.map((option) => option.label ?? option.value).join(' · '),
                )
              : 'words'}
          </Text>
          <Questions questions={listQuestions(question)} />
        </li>
      ))}
    </ul>
  );
}

interface Asked {
  question: Question;
  /** The option below which it is asked; empty below a tool. */
  under: string;
}

function listQuestions(feature: Feature | Question): Asked[] {
  if ('options' in feature) {
    return feature.options.flatMap(({ value, classifications = [] }) =>
      classifications.map((question) => ({ question, under: value })),
    );
  }
  const below = 'classifications' in feature ? (feature.classifications ?? []) : [];
  return below.map((question) => ({ question, under: '' }));
}
