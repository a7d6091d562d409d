import { expect, test } from 'vitest';
import { parseManifest } from './manifest.ts';

const start = 'name: A\ninference_endpoint: https://models.example.com/infer\n';
const schema = `${start}inference_params_json_schema:\n  properties:\n    seed: {default: `;

test.each([
  ['NUL in a text (fault J13)', 'description: "a\\0b"', 3, 14, 'the character NUL'],
  ['half a character (fault J13)', 'readme: "\\ud800"', 3, 9, 'half of a surrogate pair'],
  ['NUL in a key (fault J13)', '"a\\0": 1', 3, 1, 'the character NUL'],
])('%s is refused with its place: YAML can write it', (_, line, row, column, words) => {
  expect(parseManifest(`${start}${line}\n`)).toMatchObject({
    ok: false,
    problem: {
      code: 'MANIFEST_INVALID',
      message: expect.stringMatching(`^Line ${row}, column ${column}: .*${words}`),
    },
  });
});

test.each([
  ['9007199254740993', 'would be rounded'],
  ['-9007199254740993', 'would be rounded'],
  ['.inf', 'too large for a double'],
  ['.nan', 'too large for a double'],
])('the parameter %s is refused, since no number holds it (fault J10)', (written, words) => {
  expect(parseManifest(`${schema}${written}}\n`)).toMatchObject({
    ok: false,
    problem: { message: expect.stringMatching(`^Line 5, column 21: .*${words}`) },
  });
});

test.each([
  ['9007199254740992', 2 ** 53],
  ['1152921504606847000', 2 ** 60],
  ['"9007199254740993"', '9007199254740993'],
  ['1e300', 1e300],
])('the parameter %s is kept as it is (fault J10)', (written, kept) => {
  expect(parseManifest(`${schema}${written}}\n`)).toMatchObject({
    ok: true,
    value: { parametersSchema: { properties: { seed: { default: kept } } } },
  });
});

test('a name of many digits is a text, and keeps each of them (fault J10)', () => {
  expect(parseManifest(start.replace('A', '9007199254740993'))).toMatchObject({
    ok: true,
    value: { name: '9007199254740993' },
  });
});

test('the lines of a broken manifest are shown without control characters (fault J13)', () => {
  const read = parseManifest(
    `${start}ontology:\n  tools:\n    - name: a\0b\u001b[31m\n     kind: x\n`,
  );
  expect(read).toMatchObject({ ok: false, problem: { code: 'MANIFEST_INVALID' } });
  expect(JSON.stringify(read)).not.toMatch(/\\u00(?:00|1b)/);
});
