import { Stack, Text } from '@mantine/core';
import {
  type Feature,
  listFeatures,
  type Ontology,
  type Question,
} from '@patchbay/core/ontology/ontology.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useState } from 'react';
import { assignClassColours } from '../../components/class-colours.ts';
import { ClassName } from '../../components/class-name.tsx';
import { SearchInput } from '../../components/search-input.tsx';
import classes from './ontology-view.module.css';

interface OntologyViewProps {
  ontology: Ontology;
  /** Whether each kind has all the room that it takes, with a field to find classes where they are many. */
  isWhole?: boolean;
}

/** More classes than a glance takes in. */
const many = 30;

/** The classes that a model knows, by kind, each with its colour; questions with their options. */
export function OntologyView({ ontology, isWhole = false }: OntologyViewProps) {
  const [words, setWords] = useState<string>();
  const all = listFeatures(ontology);
  if (all.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No classes are known. Every class that the model answers is kept and marked as unknown.
      </Text>
    );
  }
  const colours = assignClassColours(all.map((feature) => feature.name));
  const sought = words?.toLowerCase() ?? '';
  const features = all.filter(({ name }) => name.toLowerCase().includes(sought));
  const kinds = [...new Set(features.map((feature) => feature.kind))];
  return (
    <Stack gap="md">
      {isWhole && all.length > many && (
        <SearchInput
          isLive
          name="Show classes with the words"
          placeholder="Name of a class"
          style={{ maxWidth: 280 }}
          words={words}
          onSearch={setWords}
        />
      )}
      {features.length === 0 && (
        <Text size="sm" c="dimmed">
          No class has these words in its name.
        </Text>
      )}
      {kinds.map((kind) => (
        <div key={kind}>
          <Text size="xs" c="dimmed" fw={600} mb={6}>
            {kind.replaceAll('_', ' ')} ·{' '}
            {features.filter((feature) => feature.kind === kind).length.toLocaleString()}
          </Text>
          <ul className={classes.list} data-whole={isWhole}>
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
          {showControls(feature.options.map((option) => option.label ?? option.value).join(' · '))}
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
