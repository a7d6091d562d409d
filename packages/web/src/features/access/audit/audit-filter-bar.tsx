import { Button, Group, Select, TextInput } from '@mantine/core';
import type { AuditSearch } from './audit-search.ts';
import { describeAction } from './describe-entry.ts';
import { useActors } from './use-actors.ts';

/** What entries are about: the first word of their action. */
const areas = [
  'session',
  'user',
  'owner',
  'member',
  'invitation',
  'key',
  'egress-rule',
  'model',
  'dataset',
  'run',
  'evaluation',
  'saved-prompt',
  'retention',
  'secret-key',
  'backup',
  'audit',
];

interface AuditFilterBarProps {
  search: AuditSearch;
  onChange: (changes: AuditSearch) => void;
}

/** By who did it, what it was about, and between which days. */
export function AuditFilterBar({ search, onChange }: AuditFilterBarProps) {
  const { actor, action, from, to } = search;
  const actors = useActors(actor);
  const known = action === undefined || areas.includes(action) ? areas : [...areas, action];
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label="Who"
        placeholder="Anybody"
        size="xs"
        style={field}
        searchable
        clearable
        data={actors}
        value={actor ?? null}
        onChange={(chosen) => onChange({ actor: chosen ?? undefined })}
      />
      <Select
        label="What"
        placeholder="Anything"
        size="xs"
        style={field}
        searchable
        clearable
        data={known.map((value) => ({ value, label: describeAction(value) }))}
        value={action ?? null}
        onChange={(chosen) => onChange({ action: chosen ?? undefined })}
      />
      <DayInput label="From" day={from} max={to} onChange={(day) => onChange({ from: day })} />
      <DayInput label="To" day={to} min={from} onChange={(day) => onChange({ to: day })} />
      {Object.values(search).some(Boolean) && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() =>
            onChange({ actor: undefined, action: undefined, from: undefined, to: undefined })
          }
        >
          Show all
        </Button>
      )}
    </Group>
  );
}

interface DayInputProps {
  label: string;
  day: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (day: string | undefined) => void;
}

function DayInput({ label, day, min, max, onChange }: DayInputProps) {
  return (
    <TextInput
      type="date"
      label={label}
      size="xs"
      style={field}
      value={day ?? ''}
      min={min}
      max={max}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** As wide as a narrow window lets two of them be, and not much wider. */
const field = { flex: '1 1 140px', maxWidth: 220 };
