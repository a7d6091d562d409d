import { Group, Select } from '@mantine/core';
import type { RunSummary } from '@patchbay/core/api/run-routes.ts';
import { isWarningCode } from '@patchbay/core/error/warning-codes.ts';
import { SearchInput } from '../../components/search-input.tsx';
import { type ItemFilter, narrowItems, searchItems } from './item-filter.ts';

interface ItemFilterBarProps {
  filter: ItemFilter;
  /** The classes that the run has found. */
  classes: readonly string[];
  /** The warnings with which answers were read. */
  warnings: RunSummary['warningCodes'];
  onFilter: (filter: ItemFilter) => void;
}

/** By class, by warning, by words. */
export function ItemFilterBar({ filter, classes, warnings, onFilter }: ItemFilterBarProps) {
  const { class: name, minimumConfidence: confidence, text } = filter;
  const known = name === undefined || classes.includes(name) ? classes : [...classes, name];
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
            narrowItems(filter, {
              class: chosen ?? undefined,
              minimumConfidence: confidence,
              warning: filter.warning,
            }),
          )
        }
      />
      {warnings.length > 0 && (
        <Select
          aria-label="Show items with the warning"
          placeholder="With or without warnings"
          size="xs"
          style={field}
          clearable
          data={warnings.map(({ code, title }) => ({ value: code, label: title }))}
          value={filter.warning ?? null}
          onChange={(chosen) =>
            onFilter(
              narrowItems(filter, {
                class: name,
                minimumConfidence: confidence,
                warning: chosen !== null && isWarningCode(chosen) ? chosen : undefined,
              }),
            )
          }
        />
      )}
      <SearchInput
        name="Show items with the words"
        placeholder="Key, text, class or answer"
        style={field}
        shortest={2}
        words={text}
        onSearch={(words) => onFilter(searchItems(filter, words ?? ''))}
      />
    </Group>
  );
}

/** As wide as a narrow window lets two of them be, and not much wider. */
const field = { flex: '1 1 140px', maxWidth: 220 };
