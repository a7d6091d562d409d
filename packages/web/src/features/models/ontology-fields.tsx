import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FeatureDraft, hasOptions } from './ontology-draft.ts';
import classes from './ontology-fields.module.css';

interface OntologyFieldsProps {
  /** The kinds of annotations that the protocol can carry. */
  kinds: readonly AnnotationKind[];
  drafts: readonly FeatureDraft[];
  onChange: (drafts: readonly FeatureDraft[]) => void;
}

/** The classes of a model whose endpoint cannot be asked for them, a row for each. */
export function OntologyFields({ kinds, drafts, onChange }: OntologyFieldsProps) {
  const [firstKind = 'tag'] = kinds;
  const nextKey = 1 + Math.max(0, ...drafts.map(({ key }) => key));
  const add = () => onChange([...drafts, { key: nextKey, kind: firstKind, name: '', options: '' }]);
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
          onClick={add}
        >
          Add a class
        </Button>
      </Group>
    </Stack>
  );
}

interface FeatureRowProps {
  kinds: readonly AnnotationKind[];
  draft: FeatureDraft;
  onChange: (draft: FeatureDraft) => void;
  onRemove: () => void;
}

function FeatureRow({ kinds, draft, onChange, onRemove }: FeatureRowProps) {
  return (
    <div className={classes.row}>
      <Select
        aria-label="Kind of the class"
        data={kinds.map((kind) => ({ value: kind, label: kind.replaceAll('_', ' ') }))}
        value={draft.kind}
        allowDeselect={false}
        onChange={(value) => {
          const kind = kinds.find((known) => known === value);
          if (kind) onChange({ ...draft, kind });
        }}
      />
      <TextInput
        aria-label="Name of the class"
        placeholder="Name"
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Remove the class ${draft.name}`}
        onClick={onRemove}
      >
        <IconX size={16} />
      </ActionIcon>
      {hasOptions(draft.kind) && (
        <TextInput
          className={classes.options}
          aria-label={`Options of ${draft.name}`}
          placeholder="Options, with commas between them"
          value={draft.options}
          onChange={(event) => onChange({ ...draft, options: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
