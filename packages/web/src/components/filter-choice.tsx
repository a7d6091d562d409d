import { Select } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';

interface FilterChoiceProps {
  label: string;
  /** What is shown where nothing is chosen. */
  placeholder: string;
  data: { value: string; label: string }[];
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
}

/** One of the choices above a list, which can be taken back. */
export function FilterChoice({ label, placeholder, data, value, onChoose }: FilterChoiceProps) {
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      size="xs"
      style={filterField}
      searchable={data.length > 10}
      clearable
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChoose(chosen ?? undefined)}
    />
  );
}

/** Things to choose among, by their names. */
export function nameOptions(things: readonly { id: string; name: string }[] = []) {
  return things.map(({ id, name }) => ({ value: id, label: showControls(name) }));
}

/** As wide as a narrow window lets two of them be, and not much wider. */
export const filterField = { flex: '1 1 150px', maxWidth: 230 };
