import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { readBase64Image } from '../image/base64-image.ts';
import { excerpt } from '../json/excerpt.ts';
import type { ContentPart, ImageSource, ModelInput, Turn } from '../model-input.ts';
import type { Message, Part } from './wire.ts';

/**
 * Makes a data row of the messages behind the first system message: one message of the user is a text
 * or an image, anything more is a conversation. `first` is the index of the first of them.
 */
export function readInput(messages: readonly Message[], first: number): Outcome<ModelInput> {
  const read = messages.map((message, index) => readTurn(message, `/messages/${first + index}`));
  return andThen(combine(read), (turns) => {
    const kept = turns.filter((turn) => turn !== null);
    const [turn, another] = kept;
    if (!turn) {
      const message = 'At /messages there is no message of a user with words or an image in it.';
      return fail({ code: 'INPUT_INVALID', message });
    }
    const row = another === undefined && turn.role === 'user' ? toSingleRow(turn.parts) : null;
    return succeed(row ?? { type: 'conversational', turns: kept });
  });
}

/** A text, though it may come in several parts, or one image; null for anything else. */
function toSingleRow(parts: readonly ContentPart[]): ModelInput | null {
  const [part, another] = parts;
  if (part?.type === 'image' && another === undefined)
    return { type: 'image', source: part.source };
  const texts = parts.flatMap((one) => (one.type === 'text' ? [one.text] : []));
  return texts.length === parts.length ? { type: 'text', text: texts.join('') } : null;
}

/** Reads one message; null, with a warning, where it says nothing to a model, as the result of a tool. */
function readTurn({ role, content }: Message, pointer: string): Outcome<Turn | null> {
  if (!isTurnRole(role)) {
    const message = `A message of the role "${excerpt(role)}" is no turn of a conversation; it was left out.`;
    return succeed(null, [{ code: 'FIELD_IGNORED', message, pointer }]);
  }
  if (content === null || content === undefined) {
    const message = 'A message has no content; it was left out.';
    return succeed(null, [{ code: 'FIELD_IGNORED', message, pointer }]);
  }
  if (typeof content === 'string')
    return succeed({ role, parts: [{ type: 'text', text: content }] });
  const parts = content.map((part, index) => readPart(part, `${pointer}/content/${index}`));
  return andThen(combine(parts), (read) => succeed(read.length > 0 ? { role, parts: read } : null));
}

function isTurnRole(role: string): role is Turn['role'] {
  return role === 'user' || role === 'assistant' || role === 'system';
}

function readPart(part: Part, pointer: string): Outcome<ContentPart> {
  if (part.text !== undefined) return succeed({ type: 'text', text: part.text });
  if (part.image_url !== undefined) {
    const { image_url: image } = part;
    const url = typeof image === 'string' ? image : image.url;
    return andThen(readImageUrl(url, `${pointer}/image_url`), (source) =>
      succeed({ type: 'image', source }),
    );
  }
  const message = `At ${pointer} there is a part of the type "${excerpt(part.type)}"; this server reads texts and images.`;
  return fail({ code: 'INPUT_INVALID', message });
}

function readImageUrl(url: string, pointer: string): Outcome<ImageSource> {
  if (/^data:/i.test(url)) return readBase64Image(url, pointer);
  if (/^https?:\/\/\S+$/i.test(url)) return succeed({ kind: 'url', url });
  const message = `At ${pointer} there is "${excerpt(url)}"; the address of an image or a data URL was wanted.`;
  return fail({ code: 'INPUT_INVALID', message });
}
