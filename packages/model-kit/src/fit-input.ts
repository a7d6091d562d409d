import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ModelInput } from '@patchbay/protocols/model-input.ts';
import { narrowInput } from './narrow-input.ts';

/**
 * Reads a request as the row that a model takes. Contracts have no form for pages, which come as texts,
 * and a message that stands alone is a conversation of one turn. Other rows stay as they are.
 */
export function fitInput(input: ModelInput, taken: readonly DataRowType[]): Outcome<ModelInput> {
  const read = taken.includes('html') ? [...taken, 'text' as const] : taken;
  return andThen(narrowInput(input, read), (row) => succeed(widen(row, taken)));
}

function widen(input: ModelInput, taken: readonly DataRowType[]): ModelInput {
  if (taken.includes(input.type)) return input;
  if (input.type === 'text' && taken.includes('html')) return { type: 'html', html: input.text };
  const isMessage = input.type === 'text' || input.type === 'image';
  if (!isMessage || !taken.includes('conversational')) return input;
  return { type: 'conversational', turns: [{ role: 'user', parts: [input] }] };
}
