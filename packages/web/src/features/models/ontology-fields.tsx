import { Button, Group, Stack } from '@mantine/core';
import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import { IconPlus } from '@tabler/icons-react';
import { FeatureRow } from './feature-row.tsx';
import { emptyFeature, type FeatureDraft, nextKey } from './ontology-draft.ts';

interface OntologyFieldsProps {
  /** The kinds of annotations that the protocol can carry. */
  kinds: readonly AnnotationKind[];
  drafts: readonly FeatureDraft[];
  onChange: (drafts: readonly FeatureDraft[]) => void;
}

/** The classes of a model, a row for each, with the questions below them. */
export function OntologyFields({ kinds, drafts, onChange }: OntologyFieldsProps) {
  const [firstKind = 'tag'] = kinds;
  return (
    <Stack gap="xs">
      {drafts.map((draft) => (
        <FeatureRow
          key={draft.key}
          kinds={kinds}
          draft={draft}
          onChange={(next) => onChange(drafts.map((other) => (other === draft ? next : other)))}
          onRemove={() => onChange(drafts.filter((other) => other !== draft))}
        />
      ))}
      <Group>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...drafts, emptyFeature(nextKey(drafts), firstKind)])}
        >
          Add a class
        </Button>
      </Group>
    </Stack>
  );
}
