import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventStreamParser, writeEvent } from './event-stream.ts';
import { splitAnywhere } from './testing/split-anywhere.ts';

function parse(pieces: readonly string[]): string[] {
  const parser = createEventStreamParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

test.each([
  ['line feeds', 'data: a\n\ndata: b\n\n', ['a', 'b']],
  ['carriage returns', 'data: a\r\rdata: b\r\r', ['a', 'b']],
  ['both', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
  ['data of several lines', 'data: a\ndata: b\n\n', ['a\nb']],
  ['data without a space', 'data:a\n\n', ['a']],
  ['data that begins with a space', 'data:  a\n\n', [' a']],
  ['data with colons', 'data: {"a": 1}\n\n', ['{"a": 1}']],
  ['comments', ': ping\n\ndata: a\n: ping\n\n: ping\n\n', ['a']],
  ['other fields', 'event: x\nid: 7\nretry: 5\ndata: a\n\nevent: x\n\n', ['a']],
  ['a field without a colon', 'data\n\nother\n\n', ['']],
  ['an event that nothing ends', 'data: a\n\ndata: b', ['a', 'b']],
  ['a byte order mark', '\uFEFFdata: a\n\n', ['a']],
  ['nothing', '', []],
])('%s are read', (_, text, events) => {
  expect(parse([text])).toEqual(events);
});

test('a line end of two characters may be split between them', () => {
  expect(parse(['data: a\r', '\ndata: b\r', '\n\r', '\n'])).toEqual(['a\nb']);
});

test('a text gives the same events however it is split', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'data: ',
      'data:',
      ': ping',
      'event: x',
      '\n',
      '\r',
      '\r\n',
      '\n\n',
      '🦊',
      '\uFEFF',
    ),
    fc.string({ maxLength: 4 }),
  );
  const texts = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts.chain(splitAnywhere), ({ whole, pieces }) => {
      expect(parse(pieces)).toEqual(parse([whole]));
    }),
    { numRuns: 1000 },
  );
});

test('what is written is read', () => {
  const data = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/\r\n?/g, '\n'));
  fc.assert(
    fc.property(fc.array(data), (list) => {
      expect(parse([list.map(writeEvent).join('')])).toEqual(list);
    }),
  );
});
