import { type Fault, inAll, type SpokenAnswer, say, spoil, type Verdict } from './fault.ts';

const allFail = inAll('MODEL_RESPONSE_NOT_JSON');
const allEncoding = inAll('MODEL_RESPONSE_ENCODING');
const allSucceed = inAll('succeeds');

/** V7 refuses what the other two read with a warning. */
function lenient(strict: Verdict, warning: Verdict): Fault['wanted'] {
  return { v7: strict, foundry: warning, 'openai-chat': warning };
}

/** What a chat wraps stands in its words: `chat-faults.ts`. */
function unwrapped(strict: Verdict): Fault['wanted'] {
  return { v7: strict, foundry: 'JSON_UNWRAPPED' };
}

/** A change of the text of the right answer. */
function text(
  row: string,
  name: string,
  wanted: Fault['wanted'],
  change: (text: string) => string | Uint8Array,
  headers?: SpokenAnswer['headers'],
): Fault {
  return { row, name, wanted, answer: spoil(change, headers) };
}

const notJson = 'MODEL_RESPONSE_NOT_JSON';
const type = (value: string) => ({ 'content-type': value });

/** Answers whose text is not JSON, or JSON with something to be said about it. */
export const jsonFaults: readonly Fault[] = [
  text('J1', 'cut-off', allFail, (json) => json.slice(0, -2)),
  text('J1', 'malformed', allFail, (json) => json.replace(':', '=')),
  { row: 'J1', name: 'empty', wanted: allFail, answer: say({}) },
  text('J2', 'comment', lenient(notJson, 'JSON_COMMENTS'), (json) => `// found\n${json}`),
  text('J2', 'trailing-comma', lenient(notJson, 'JSON_COMMENTS'), (json) =>
    json.replace(/\}$/, ',}'),
  ),
  text('J2', 'single-quotes', allFail, (json) => json.replaceAll('"', "'")),
  text('J2', 'nan', allFail, (json) => json.replace(/\}$/, ',"score":NaN}')),
  text('J2', 'infinity', allFail, (json) => json.replace(/\}$/, ',"score":-Infinity}')),
  text('J3', 'byte-order-mark', allSucceed, (json) => `\ufeff${json}`),
  text('J3', 'utf-16', allEncoding, (json) => Buffer.from(`\ufeff${json}`, 'utf16le')),
  text('J3', 'bad-byte', allEncoding, (json) => Buffer.concat([Buffer.from(json), badByte])),
  text(
    'J4',
    'plain-text',
    lenient('MODEL_RESPONSE_CONTENT_TYPE', 'CONTENT_TYPE_UNEXPECTED'),
    (json) => json,
    type('text/plain'),
  ),
  text(
    'J4',
    'no-type',
    lenient('MODEL_RESPONSE_CONTENT_TYPE', 'CONTENT_TYPE_UNEXPECTED'),
    (json) => json,
    {},
  ),
  text('J4', 'problem-json', allSucceed, (json) => json, type('application/problem+json')),
  text(
    'J4',
    'latin-1',
    { v7: 'FIELD_IGNORED', foundry: 'FIELD_IGNORED', 'openai-chat': 'succeeds' },
    (json) => Buffer.from(json.replace(/\}$/, ',"größe":1}'), 'latin1'),
    type('application/json; charset=iso-8859-1'),
  ),
  text('J5', 'two-documents', allFail, (json) => `${json} ${json}`),
  text('J5', 'json-lines', allFail, (json) => `${json}\n${json}\n`),
  text('J5', 'in-a-string', unwrapped('MODEL_RESPONSE_INVALID'), (json) => JSON.stringify(json)),
  text('J5', 'fenced', unwrapped(notJson), (json) => `\`\`\`json\n${json}\n\`\`\``),
  text('J6', 'repeated-key', inAll('JSON_KEY_REPEATED'), (json) =>
    json.replace('{', '{"x-a":1,"x-a":2,'),
  ),
  text('J8', 'deep', allFail, () => '['.repeat(200_000) + ']'.repeat(200_000)),
  text('J9', 'ten-million-items', inAll('MODEL_RESPONSE_TOO_LARGE'), () =>
    JSON.stringify(Array(10_000_000).fill(0)),
  ),
  text('J10', 'beyond-a-double', allFail, (json) => json.replace(/\}$/, ',"score":1e400}')),
  text('J10', 'four-hundred-digits', allFail, (json) =>
    json.replace(/\}$/, `,"score":-${'9'.repeat(400)}}`),
  ),
  text('J13', 'nul', allFail, (json) => json.replace('{', '{"x-a":"\\u0000",')),
  text('J13', 'lone-surrogate', allFail, (json) => json.replace('{', '{"x-a":"\\ud800",')),
];

const badByte = Buffer.from([0xff]);
