import { newModelSchema } from '@patchbay/core/api/model-routes.ts';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { findOutcomeFault } from '../testing/fuzz/find-outcome-fault.ts';
import { fuzz } from '../testing/fuzz/fuzz.ts';
import { readFixture } from '../testing/read-fixture.ts';
import { parseManifest } from './manifest.ts';

const printed = readFixture(import.meta.url, 'model-as-printed.yaml');
const corrected = readFixture(import.meta.url, 'model-corrected.yaml');

test('mutations of manifests are read or refused, at once and without an exception', () => {
  fuzz(
    {
      name: 'manifests',
      // The value is written as JSON, which is YAML too.
      samples: [
        { text: corrected, value: parse(corrected) },
        { text: printed, value: undefined },
      ],
      read: parseManifest,
      // A person waits for it, once: the library reads a thousand characters of YAML in a millisecond.
      longestMs: 300,
      findFault: (outcome, text) =>
        findOutcomeFault(outcome, text, { schema: newModelSchema, family: /^MANIFEST_/ }),
    },
    2000,
  );
}, 60_000);

test.each([
  ['lists', '['.repeat(100_000)],
  ['maps', '{a: '.repeat(50_000)],
  ['lists on one line', `a: ${'- '.repeat(50_000)}b`],
  ['questions', '? '.repeat(50_000)],
  ['keys', Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['anchors', `name: ${'&a '.repeat(50_000)}b`],
  ['tags', `name: ${'!a '.repeat(50_000)}b`],
  ['quotes', `name: "${'\\x'.repeat(50_000)}`],
  ['comments', '#'.repeat(200_000)],
  ['empty lines', '\n'.repeat(200_000)],
])('%s without end are refused', (_, text) => {
  expect(parseManifest(text)).toMatchObject({ ok: false, problem: { code: 'MANIFEST_INVALID' } });
});

test.each([
  ['words', `allowed_asset_types: [${'pdf,'.repeat(60_000)}image]`],
  [
    'required parameters',
    `inference_params_json_schema: {properties: {${Array.from({ length: 1900 }, (_, index) => `k${index}: {}`).join()}}, required: [${Array.from({ length: 19_000 }, (_, index) => `z${index}`).join()}]}`,
  ],
])('faults in %s by the thousand are told in a moment (fault F1)', (_, line) => {
  const before = performance.now();
  const read = parseManifest(
    `name: A\ninference_endpoint: https://models.example.com/infer\n${line}`,
  );
  expect(performance.now() - before).toBeLessThan(5000);
  expect(read).toMatchObject({ ok: false, problem: { code: 'MANIFEST_INVALID' } });
});
