import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ContentPart, ModelInput, Turn } from '../model-input.ts';
import { readPart } from './read-part.ts';
import type { ReadMessage } from './wire.ts';

/** What is read from a prompt alone. */
export interface SampleRow {
  readonly input: ModelInput;
  /** The prompts, as the parameters that they were. */
  readonly parameters: { readonly [name: string]: Json };
}

/**
 * Reads the data row of a request in the vendor's sample shape, which does not say what is the row. One
 * message of the user is a row: its first image, else the text after the first one, else its only text;
 * the first other text is the prompt, all else is attached. Several messages are a conversation.
 */
export function readSampleRow(prompt: readonly ReadMessage[]): Outcome<SampleRow> {
  const [first] = prompt;
  const system = first?.role === 'system' ? first.parts : [];
  const skipped = system.length > 0 ? 1 : 0;
  const messages = prompt.slice(skipped);
  if (!messages.some(({ role }) => role === 'user')) {
    return fail({ code: 'INPUT_INVALID', message: 'At /prompt there is no message of a user.' });
  }
  const read = messages.map(({ role, parts }, index) => {
    const place = `/prompt/${index + skipped}/parts`;
    const content = parts.map((part, at) => readPart(part, `${place}/${at}`));
    return andThen(combine(content), (list) => succeed<Turn>({ role, parts: list }));
  });
  return andThen(combine(read), (turns) => {
    const [only, another] = turns;
    const words = system.flatMap(({ text }) => text ?? []).join('\n');
    const row: SampleRow =
      only && !another
        ? readMessage(only.parts)
        : { input: { type: 'conversational', turns }, parameters: {} };
    const parameters = { ...(words !== '' && { system_prompt: words }), ...row.parameters };
    return succeed({ input: row.input, parameters });
  });
}

function readMessage(parts: readonly ContentPart[]): SampleRow {
  const texts = parts.filter((part) => part.type === 'text');
  const row = parts.find((part) => part.type === 'image') ?? texts[1] ?? texts[0];
  const prompt = texts.find((part) => part !== row);
  const attachments = parts.filter((part) => part !== row && part !== prompt);
  const input: ModelInput =
    row?.type === 'image'
      ? { type: 'image', source: row.source }
      : { type: 'text', text: row?.text ?? '' };
  return {
    input: attachments.length === 0 ? input : { ...input, attachments },
    parameters: prompt ? { prompt: prompt.text } : {},
  };
}
