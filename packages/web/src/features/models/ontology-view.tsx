import { Stack, Text } from '@mantine/core';
import { type Feature, listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
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
    </li>
  );
}
