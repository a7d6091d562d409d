import type { ItemSelection } from '@patchbay/core/run/run-action.ts';

/** The options by which a command says which items are meant. */
export interface SelectionOptions {
  readonly code?: string;
  readonly item: readonly string[];
}

/** All that failed where no option says more. */
export function toSelection({ code, item }: SelectionOptions): ItemSelection {
  return { ...(code !== undefined && { code }), ...(item.length > 0 && { itemIds: [...item] }) };
}
