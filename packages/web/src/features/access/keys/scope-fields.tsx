import { Checkbox, Select, Stack, Text } from '@mantine/core';
import { type Permission, permissions } from '@patchbay/core/api/route.ts';
import { findPreset, inOrder, scopePresets, scopeWords } from './scope-words.ts';

interface ScopeFieldsProps {
  /** What the one who makes the key may do: no key may do more. */
  grantable: readonly Permission[];
  scopes: readonly Permission[];
  onChange: (scopes: Permission[]) => void;
}

const everything = 'Everything that I may do';
const chosen = 'As chosen below';

/** What a key may do: a usual set, or scope by scope. */
export function ScopeFields({ grantable, scopes, onChange }: ScopeFieldsProps) {
  const presets = scopePresets.filter((preset) =>
    preset.scopes.every((scope) => grantable.includes(scope)),
  );
  const isEverything = inOrder(scopes).join() === inOrder(grantable).join();
  const name = isEverything ? everything : (findPreset(scopes) ?? chosen);
  const choose = (next: string | null) => {
    if (next === everything) onChange([...grantable]);
    const preset = presets.find((known) => known.name === next);
    if (preset) onChange([...preset.scopes]);
  };
  return (
    <Stack gap="sm">
      <Select
        label="What it is for"
        data={[...presets.map((preset) => preset.name), everything, chosen].map((value) => ({
          value,
          label: value,
          disabled: value === chosen,
        }))}
        value={name}
        allowDeselect={false}
        onChange={choose}
      />
      <Checkbox.Group
        label="What it may do"
        description="Give it no more than it needs."
        value={[...scopes]}
        onChange={(values) => onChange(permissions.filter((scope) => values.includes(scope)))}
      >
        <Stack gap={8} mt="xs">
          {inOrder(grantable).map((scope) => (
            <Checkbox
              key={scope}
              size="xs"
              value={scope}
              label={<ScopeLabel scope={scope} />}
              styles={{ body: { alignItems: 'flex-start' } }}
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </Stack>
  );
}

function ScopeLabel({ scope }: { scope: Permission }) {
  return (
    <>
      <Text span size="sm">
        {scopeWords[scope]}
      </Text>{' '}
      <Text span size="xs" c="dimmed" ff="monospace">
        {scope}
      </Text>
    </>
  );
}
