import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Paper,
  Popover,
  Select,
  Stack,
  Text,
} from '@mantine/core';
import type { ChatModel } from '@patchbay/core/api/chat-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconAdjustmentsHorizontal, IconPlus, IconX } from '@tabler/icons-react';
import { SchemaFormFields } from '../../components/schema-form/schema-form-fields.tsx';
import { beginColumn, type ChatColumn, findFaults, listParameters } from './chat-columns.ts';
import classes from './column-bar.module.css';
import { mostColumns } from './sandbox-search.ts';

interface ColumnBarProps {
  models: readonly ChatModel[];
  columns: readonly ChatColumn[];
  onChange: (columns: ChatColumn[]) => void;
}

/** The models that stand side by side, each with what is set for it. */
export function ColumnBar({ models, columns, onChange }: ColumnBarProps) {
  const change = (changed: ChatColumn) =>
    onChange(columns.map((column) => (column.id === changed.id ? changed : column)));
  const next = models.find((model) => columns.every((column) => column.model.id !== model.id));
  const added = next ?? models[0];
  return (
    <div className={classes.bar}>
      {columns.map((column, index) => (
        <ColumnCard
          key={column.id}
          label={`Model ${index + 1}`}
          column={column}
          models={models}
          onChange={change}
          onRemove={
            columns.length > 1
              ? () => onChange(columns.filter(({ id }) => id !== column.id))
              : undefined
          }
        />
      ))}
      {columns.length < mostColumns && added && (
        <Button
          variant="default"
          className={classes.add}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...columns, beginColumn(added)])}
        >
          Add a model
        </Button>
      )}
    </div>
  );
}

interface ColumnCardProps {
  label: string;
  column: ChatColumn;
  models: readonly ChatModel[];
  onChange: (column: ChatColumn) => void;
  onRemove: (() => void) | undefined;
}

function ColumnCard({ label, column, models, onChange, onRemove }: ColumnCardProps) {
  const { model } = column;
  return (
    <Paper component="section" aria-label={label} withBorder p="sm">
      <Stack gap="xs">
        <Group gap={6} wrap="nowrap" align="flex-end">
          <Select
            label={label}
            flex={1}
            searchable
            allowDeselect={false}
            data={models.map(({ id, name, enabled }) => ({
              value: id,
              label: enabled ? showControls(name) : `${showControls(name)} (disabled)`,
              disabled: !enabled,
            }))}
            value={model.id}
            onChange={(id) => {
              const chosen = models.find((one) => one.id === id);
              if (chosen) onChange({ ...beginColumn(chosen), id: column.id });
            }}
          />
          <Parameters label={label} column={column} onChange={onChange} />
          {onRemove && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Take ${label.toLowerCase()} away`}
              onClick={onRemove}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
        <Abilities model={model} />
      </Stack>
    </Paper>
  );
}

/** What a model does not take, said before somebody wonders about its answer. */
function Abilities({ model }: { model: ChatModel }) {
  const notes = [
    !model.takesTurns && 'answers the last turn alone',
    !model.takesSystem && 'is not told the system prompt',
    !model.takesImages && 'takes no pictures',
  ].filter(Boolean);
  return (
    <Group gap={6}>
      <Badge variant="default" size="sm" tt="none">
        {model.protocol}
      </Badge>
      {notes.length > 0 && (
        <Text size="xs" c="dimmed">
          {notes.join(', ')}
        </Text>
      )}
    </Group>
  );
}

function Parameters(props: Pick<ColumnCardProps, 'label' | 'column' | 'onChange'>) {
  const { label, column, onChange } = props;
  const fields = listParameters(column.model);
  const faults = findFaults(column);
  const hasFaults = Object.keys(faults).length > 0;
  if (fields.length === 0) return null;
  return (
    <Popover width={320} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          variant={hasFaults ? 'filled' : 'default'}
          color={hasFaults ? 'red' : undefined}
          size="lg"
          aria-label={`Parameters of ${label.toLowerCase()}${hasFaults ? ', of which one is wrong' : ''}`}
        >
          <IconAdjustmentsHorizontal size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.parameters}>
        <Stack gap="sm">
          <SchemaFormFields
            fields={fields}
            drafts={column.drafts}
            errors={faults}
            onChange={(drafts) => onChange({ ...column, drafts })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
