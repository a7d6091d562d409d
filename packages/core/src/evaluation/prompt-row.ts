import type { Turn } from '../data-row/conversation.ts';
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';

/** Where the metadata of a data row says what a good answer would be. Models are never sent metadata. */
export const expectedKey = 'expected_completion';

/** Where it holds answers that were made elsewhere, by the names of those who made them. */
export const completionsKey = 'completions';

type Metadata = { readonly [name: string]: Json };

/** What was expected of the answer to a data row; null where nothing was. */
export function readExpected(metadata: Metadata): string | null {
  const expected = metadata[expectedKey];
  return typeof expected === 'string' ? expected : null;
}

/** Answers to a data row that were made elsewhere. */
export function readCompletions(metadata: Metadata): Map<string, string> {
  const completions = metadata[completionsKey];
  if (completions === undefined || !isJsonObject(completions)) return new Map();
  const texts = Object.entries(completions).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new Map(texts);
}

/** What is asked by a data row, in words: its text, or its conversation, each turn under who speaks where there are several. */
export function describePrompt(row: {
  text: string | null;
  turns: readonly Turn[] | null;
}): string {
  if (row.turns === null) return row.text ?? '';
  const turns = row.turns.map(({ role, parts }) => {
    const words = parts.map((part) => (part.type === 'text' ? part.text : '[image]')).join('\n');
    return { role, words };
  });
  const [only] = turns;
  if (turns.length === 1 && only?.role === 'user') return only.words;
  return turns.map(({ role, words }) => `${role}: ${words}`).join('\n\n');
}
