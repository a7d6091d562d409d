import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ContentPart, ImageSource, ModelInput, Turn, VideoInput } from '../model-input.ts';
import type { OpenAiChatConnection } from './connection.ts';

type Detail = Pick<OpenAiChatConnection, 'imageDetail'>;

/**
 * The messages of a request: what the system is told, then the data row. A text, a page or an image is
 * one message of the user, a conversation its turns, a video one message with its frames in order.
 */
export function writeMessages(
  input: ModelInput,
  system: string,
  connection: Detail,
): Outcome<Json[]> {
  const turns = listTurns(input);
  if (!turns.ok) return turns;
  const messages = turns.value.map(({ role, parts }) => ({
    role,
    content: writeContent(parts, connection),
  }));
  return succeed(system === '' ? messages : [{ role: 'system', content: system }, ...messages]);
}

/** A data row as the turns of a conversation. */
function listTurns(input: ModelInput): Outcome<readonly Turn[]> {
  switch (input.type) {
    case 'text':
      return succeed([byUser({ type: 'text', text: input.text })]);
    case 'html':
      return succeed([byUser({ type: 'text', text: input.html })]);
    case 'image':
      return succeed([byUser({ type: 'image', source: input.source })]);
    case 'conversational':
      return succeed(input.turns);
    case 'video':
      return listFrames(input);
  }
}

function listFrames({ frames }: VideoInput): Outcome<readonly Turn[]> {
  if (frames.length === 0) {
    const message = 'A chat model is sent the frames of a video; none were sampled.';
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  const parts = frames.flatMap(({ index, timeMs, source }): ContentPart[] => [
    { type: 'text', text: `Frame ${index} at ${timeMs / 1000} s:` },
    { type: 'image', source },
  ]);
  return succeed([byUser(...parts)]);
}

function byUser(...parts: ContentPart[]): Turn {
  return { role: 'user', parts };
}

/** Words alone are a string, which every server takes; anything else is a list of parts. */
function writeContent(parts: readonly ContentPart[], connection: Detail): Json {
  const [first, second] = parts;
  if (first?.type === 'text' && second === undefined) return first.text;
  return parts.map((part) =>
    part.type === 'text' ? { type: 'text', text: part.text } : writeImage(part.source, connection),
  );
}

function writeImage(source: ImageSource, { imageDetail }: Detail): Json {
  const url =
    source.kind === 'url' ? source.url : `data:${source.mediaType};base64,${source.base64}`;
  return { type: 'image_url', image_url: { url, ...(imageDetail && { detail: imageDetail }) } };
}
