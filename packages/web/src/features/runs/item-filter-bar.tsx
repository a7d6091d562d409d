import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { type ItemFilter, narrowItems, searchItems } from './item-filter.ts';

interface ItemFilterBarProps {
  filter: ItemFilter;
  /** The classes that the run has found. */
  classes: readonly string[];
  onFilter: (filter: ItemFilter) => void;
}

/** By class, by the lowest confidence, by words: what is typed counts when it is left, or on Enter. */
export function ItemFilterBar({ filter, classes, onFilter }: ItemFilterBarProps) {
  const { class: name, minimumConfidence: confidence, text } = filter;
  const known = name === undefined || classes.includes(name) ? classes : [...classes, name];
  const chooseConfidence = (typed: string) => {
    const value = typed.trim() === '' ? undefined : Number(typed);
    if (value === confidence || (value !== undefined && !(value >= 0 && value <= 1))) return;
    onFilter(narrowItems(filter, { class: name, minimumConfidence: value }));
  };
  const search = (typed: string) => {
    const next = searchItems(filter, typed);
    if (next.text !== text && next.text?.length !== 1) onFilter(next);
  };
  return (
    <Group gap="xs">
      <Select
        aria-label="Show items with the class"
        placeholder="Any class"
        size="xs"
        style={field}
        searchable
        clearable
        data={known}
        value={name ?? null}
        onChange={(chosen) =>
          onFilter(
            narrowItems(filter, { class: chosen ?? undefined, minimumConfidence: confidence }),
          )
        }
      />
      <NumberInput
        key={`confidence ${confidence}`}
        aria-label="Lowest confidence"
        placeholder="Lowest confidence"
        size="xs"
        style={field}
        min={0}
        max={1}
        step={0.05}
        defaultValue={confidence ?? ''}
        onBlur={(event) => chooseConfidence(event.currentTarget.value)}
        onKeyDown={onEnter(chooseConfidence)}
      />
      <TextInput
        key={`text ${text}`}
        type="search"
        aria-label="Show items with the words"
        placeholder="Key, text, class or answer"
        size="xs"
        style={field}
        leftSection={<IconSearch size={14} aria-hidden />}
        defaultValue={text ?? ''}
        onBlur={(event) => search(event.currentTarget.value)}
        onKeyDown={onEnter(search)}
      />
    </Group>
  );
}

/** As wide as a narrow window lets two of them be, and not much wider. */
const field = { flex: '1 1 140px', maxWidth: 220 };

function onEnter(take: (typed: string) => void) {
  return (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') take(event.currentTarget.value);
  };
}
