import { combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Attachment, ContentPart, ImageSource, ModelInput } from '../model-input.ts';
import { writeBox } from './boxes.ts';
import type { WireDataRow, WireMessage, WirePart } from './wire.ts';

type Parameters = { readonly [name: string]: Json };

/** A conversation with the model, and where in it the data row stands. */
export interface Prompt {
  readonly messages: WireMessage[];
  readonly dataRow: WireDataRow;
}

/**
 * Writes the conversation of a request. The parameter `system_prompt` is the system message. The turns of
 * a conversation follow as messages of their roles. The parameter `prompt`, the row's text, image or
 * frames, then its attachments are the parts of one message of the user.
 */
export function writePrompt(input: ModelInput, parameters: Parameters): Outcome<Prompt> {
  const system = wordsOf(parameters.system_prompt);
  const question = wordsOf(parameters.prompt);
  const row = combine(listRowParts(input).map(writePart));
  const turns = combine(listTurns(input));
  const attached = combine(chooseAttachments(input.attachments ?? [], parameters).map(writePart));
  if (!row.ok) return row;
  if (!turns.ok) return turns;
  if (!attached.ok) return attached;
  const before: WireMessage[] = [...system.map(sayAs('system')), ...turns.value];
  const parts = [...question, ...row.value, ...attached.value];
  if (input.type !== 'conversational' && row.value.length === 0) return refuse('it has no frames');
  const messages = parts.length > 0 ? [...before, { role: 'user' as const, parts }] : before;
  if (messages.length === 0) return refuse('it has no turns');
  const place =
    input.type === 'conversational'
      ? { message: system.length, turns: turns.value.length }
      : { message: before.length, part: question.length };
  return succeed({ messages, dataRow: describeRow(input, place, attached.value.length) });
}

function describeRow(
  input: ModelInput,
  place: { message: number; part?: number; turns?: number },
  attachments: number,
): WireDataRow {
  const region = input.type === 'image' ? input.region : undefined;
  return {
    type: input.type,
    ...place,
    ...(input.type === 'video' && {
      frames: input.frames.map(({ index, timeMs }) => ({ index, time_ms: timeMs })),
    }),
    ...(region && { region: { id: region.id, box: writeBox(region.box) } }),
    ...(attachments > 0 && { attachments }),
  };
}

/** What stands in the message of the user for the row itself; a conversation has messages of its own. */
function listRowParts(input: ModelInput): ContentPart[] {
  switch (input.type) {
    case 'text':
      return [{ type: 'text', text: input.text }];
    case 'html':
      return [{ type: 'text', text: input.html }];
    case 'image':
      return [{ type: 'image', source: input.source }];
    case 'video':
      return input.frames.map(({ source }) => ({ type: 'image', source }));
    case 'conversational':
      return [];
  }
}

function listTurns(input: ModelInput): Outcome<WireMessage>[] {
  if (input.type !== 'conversational') return [];
  return input.turns.map(({ role, parts }) => {
    if (parts.length === 0) return refuse('one of its turns is empty');
    const written = combine(parts.map(writePart));
    return written.ok ? succeed({ role, parts: written.value }) : written;
  });
}

/** Parameters that ask for attachments, and the kinds that they ask for. */
const attachmentSwitches: { readonly [name: string]: readonly Attachment['type'][] } = {
  use_attachments: ['image', 'text'],
  use_image_attachments: ['image'],
  use_text_attachments: ['text'],
};

function chooseAttachments(
  attachments: readonly Attachment[],
  parameters: Parameters,
): readonly Attachment[] {
  const wanted = Object.entries(attachmentSwitches).flatMap(([name, kinds]) =>
    Object.hasOwn(parameters, name) && parameters[name] === true ? kinds : [],
  );
  return attachments.filter(({ type }) => wanted.includes(type));
}

function writePart(part: ContentPart): Outcome<WirePart> {
  return part.type === 'text' ? succeed({ text: part.text }) : writeImage(part.source);
}

function writeImage(source: ImageSource): Outcome<WirePart> {
  if (source.kind === 'base64') return succeed({ image: source.base64 });
  return refuse('a Foundry request carries images as base64, and this one is an address');
}

function wordsOf(value: Json | undefined): WirePart[] {
  return typeof value === 'string' && value !== '' ? [{ text: value }] : [];
}

function sayAs(role: WireMessage['role']) {
  return (part: WirePart): WireMessage => ({ role, parts: [part] });
}

function refuse(reason: string): Outcome<never> {
  const message = `The data row cannot be sent: ${reason}.`;
  return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
}
