import { Select, Text } from '@mantine/core';
import { type Role, roles } from '@patchbay/core/access/role.ts';
import { roleWords } from '../../../components/role-words.ts';

interface RoleSelectProps {
  label: string;
  /** Whether the label is read out only. */
  isBare?: boolean;
  value: Role;
  offered: readonly Role[];
  isDisabled?: boolean;
  onChange: (role: Role) => void;
}

/** Chooses a role; each is offered with what it is for. */
export function RoleSelect({
  label,
  isBare,
  value,
  offered,
  isDisabled,
  onChange,
}: RoleSelectProps) {
  return (
    <Select
      {...(isBare ? { 'aria-label': label, size: 'xs', w: 118 } : { label })}
      data={[...offered]}
      value={value}
      disabled={isDisabled}
      allowDeselect={false}
      maxDropdownHeight={340}
      comboboxProps={{ width: 290, position: 'bottom-end' }}
      renderOption={({ option }) => (
        <div>
          <Text size="sm" fw={600}>
            {option.value}
          </Text>
          <Text size="xs" c="dimmed">
            {wordsOf(option.value)}
          </Text>
        </div>
      )}
      onChange={(chosen) => {
        const role = roles.find((known) => known === chosen);
        if (role && role !== value) onChange(role);
      }}
    />
  );
}

function wordsOf(value: string): string {
  const role = roles.find((known) => known === value);
  return role ? roleWords[role] : '';
}
