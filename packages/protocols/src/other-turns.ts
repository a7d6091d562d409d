import type { Warning } from '@patchbay/core/error/warning.ts';

/** Warns of each turn of a conversation that is neither the data row nor an instruction. */
export function describeOtherTurns(
  messages: readonly { readonly role: string }[],
  rowAt: number,
  pointer: string,
): Warning[] {
  const message = 'The last message of the user is the data row; this other turn was left out.';
  return messages.flatMap(({ role }, index) =>
    index === rowAt || role === 'system'
      ? []
      : [{ code: 'FIELD_IGNORED', message, pointer: `${pointer}/${index}` }],
  );
}
