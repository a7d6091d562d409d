import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { ModelInput, Turn } from '@patchbay/protocols/model-input.ts';
import { describeOtherTurns } from '@patchbay/protocols/other-turns.ts';

/**
 * What a model takes of a conversation where it takes none: the image or the words of the last message
 * of the user, which chat clients send with all that was said before. Other rows stay as they are.
 */
export function narrowInput(input: ModelInput, taken: readonly DataRowType[]): Outcome<ModelInput> {
  if (input.type !== 'conversational' || taken.includes('conversational')) return succeed(input);
  const at = input.turns.findLastIndex(({ role }) => role === 'user');
  const row = findRow(input.turns[at], taken);
  if (!row) {
    const message = `The last message of the user has nothing that this model takes (${taken.join(', ')}).`;
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  return succeed(row.input, [
    ...describeOtherTurns(input.turns, at, '/turns'),
    ...row.leftOut.map((index): Warning => {
      const message = 'The model takes one row; this further part of the message was left out.';
      return { code: 'FIELD_IGNORED', message, pointer: `/turns/${at}/parts/${index}` };
    }),
  ]);
}

function findRow(
  turn: Turn | undefined,
  taken: readonly DataRowType[],
): { input: ModelInput; leftOut: number[] } | null {
  if (!turn) return null;
  const { parts } = turn;
  const imageAt = parts.findLastIndex((part) => part.type === 'image');
  const image = parts[imageAt];
  if (taken.includes('image') && image?.type === 'image') {
    const leftOut = [...parts.keys()].filter((index) => index !== imageAt);
    return { input: { type: 'image', source: image.source }, leftOut };
  }
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  if (!taken.includes('text') || texts.length === 0) return null;
  const leftOut = [...parts.keys()].filter((index) => parts[index]?.type !== 'text');
  return { input: { type: 'text', text: texts.join('') }, leftOut };
}
