import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ContentPart, ModelInput, Region, Turn } from '../model-input.ts';
import { readPart } from './read-part.ts';
import type { ReadDataRow, ReadMessage } from './wire.ts';

/** Reads the data row of a request that says where in its prompt the row stands. */
export function readDescribedRow(
  prompt: readonly ReadMessage[],
  row: ReadDataRow,
): Outcome<ModelInput> {
  const input = row.type === 'conversational' ? readTurns(prompt, row) : readParts(prompt, row);
  return andThen(input, (read) =>
    andThen(readAttachments(prompt, row), (attachments) =>
      succeed(attachments.length === 0 ? read : { ...read, attachments }),
    ),
  );
}

function readTurns(
  prompt: readonly ReadMessage[],
  { message, turns = 0 }: ReadDataRow,
): Outcome<ModelInput> {
  const messages = prompt.slice(message, message + turns);
  if (turns === 0 || messages.length < turns) {
    return refuse(`it says that ${turns} messages from /prompt/${message} on are the conversation`);
  }
  const read = messages.map(({ role, parts }, index) =>
    andThen(
      combine(parts.map((part, at) => readPart(part, `/prompt/${message + index}/parts/${at}`))),
      (content) => succeed<Turn>({ role, parts: content }),
    ),
  );
  return andThen(combine(read), (list) => succeed({ type: 'conversational', turns: list }));
}

function readParts(prompt: readonly ReadMessage[], row: ReadDataRow): Outcome<ModelInput> {
  const { message, part: first = 0, frames = [], type } = row;
  const count = type === 'video' ? frames.length : 1;
  const written = prompt[message]?.parts.slice(first, first + count) ?? [];
  const place = `/prompt/${message}/parts`;
  if (count === 0 || written.length < count) {
    return refuse(`it says that ${count} parts from ${place}/${first} on are the row`);
  }
  const read = written.map((part, index) => readPart(part, `${place}/${first + index}`));
  return andThen(combine(read), (parts) => toInput(parts, row));
}

function toInput(parts: readonly ContentPart[], row: ReadDataRow): Outcome<ModelInput> {
  const { type, frames = [] } = row;
  const sources = parts.flatMap((part) => (part.type === 'image' ? [part.source] : []));
  const [source] = sources;
  const [first] = parts;
  if (type === 'video' && sources.length === frames.length) {
    return succeed({
      type,
      frames: sources.map((image, index) => ({
        index: frames[index]?.index ?? 0,
        timeMs: frames[index]?.time_ms ?? 0,
        source: image,
      })),
    });
  }
  if (type === 'image' && source) return succeed({ type, source, ...readRegion(row) });
  if (type === 'text' && first?.type === 'text') return succeed({ type, text: first.text });
  if (type === 'html' && first?.type === 'text') return succeed({ type, html: first.text });
  return refuse(`the row is said to be of type ${type}, and its parts are ${first?.type}`);
}

function readRegion({ region }: ReadDataRow): { region?: Region } {
  if (!region) return {};
  const [x, y, width, height] = region.box;
  return { region: { id: region.id, box: { x, y, width, height } } };
}

function readAttachments(
  prompt: readonly ReadMessage[],
  row: ReadDataRow,
): Outcome<readonly ContentPart[]> {
  const { attachments: count = 0 } = row;
  if (count === 0) return succeed([]);
  const last = prompt.length - 1;
  const parts = prompt[last]?.parts ?? [];
  const isRowThere = row.type !== 'conversational' && row.message === last;
  const before = isRowThere ? (row.part ?? 0) + (row.frames?.length ?? 1) : 0;
  const first = parts.length - count;
  if (first < before) {
    return refuse(`it says that the last ${count} parts of the last message are attachments`);
  }
  return combine(
    parts
      .slice(first)
      .map((part, index) => readPart(part, `/prompt/${last}/parts/${first + index}`)),
  );
}

function refuse(reason: string): Outcome<never> {
  const message = `At /data_row ${reason}; the prompt has not that.`;
  return fail({ code: 'INPUT_INVALID', message, details: { pointer: '/data_row' } });
}
