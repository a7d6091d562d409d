import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.end());

/** Long for a person who waits, and nothing for what these texts would become. */
const longestMs = 5000;

let began = 0;
beforeEach(() => {
  began = performance.now();
});

const start = 'name: A\ninference_endpoint: https://models.example.com/infer\n';

async function register(manifest: string) {
  const answer = await hub.ask('POST', '/api/v1/models/manifest', { manifest });
  expect(performance.now() - began).toBeLessThan(longestMs);
  const { body: models } = await hub.ask<{ items: object[] }>('GET', '/api/v1/models');
  expect(models.items).toEqual([]);
  return answer;
}

describe('a manifest that is made to become endless (fault F1)', () => {
  const ten = (name: string) => Array.from({ length: 10 }, () => `*${name}`).join(',');
  const bomb = `a: &a [x,x,x]\nb: &b [${ten('a')}]\nc: &c [${ten('b')}]\nd: &d [${ten('c')}]\n`;

  test.each([
    ['of 50 MB', 'x'.repeat(50_000_000), 413, 'INPUT_TOO_LARGE', /4194304|4 MB|larger than/],
    ['of more than 256 kB', 'x'.repeat(262_145), 400, 'INPUT_INVALID', /manifest: .*262144/],
    ['with aliases that multiply', start + bomb, 422, 'MANIFEST_INVALID', /aliases/],
    [
      'with an alias in itself',
      `${start}ontology: &o {tools: *o}`,
      422,
      'MANIFEST_INVALID',
      /alias/,
    ],
    ['with a tag of a program', `${start}readme: !!js/function x`, 422, 'MANIFEST_INVALID', /tag/],
    ['as deep as it goes', start + '['.repeat(200_000), 422, 'MANIFEST_INVALID', /nested/],
  ])('%s is refused at the door', async (_, manifest, status, code, message) => {
    expect(await register(manifest)).toMatchObject({
      status,
      body: { code, message: expect.stringMatching(message), remedy: expect.any(String) },
    });
  });
});

describe('a manifest that is broken is refused by line and column, with its correction (fault F2)', () => {
  const seed = '../../../protocols/src/foundry/fixtures/model-as-printed.yaml';

  test('as the vendor printed it', async () => {
    const manifest = await readFile(join(import.meta.dirname, seed), 'utf8');
    const { status, body } = await register(manifest);
    expect([status, body.code]).toEqual([422, 'MANIFEST_INVALID']);
    expect(body.message).toMatch(/line \d+, column \d+/i);
    expect(body.details).toMatchObject({ corrected: expect.any(String) });
  });

  test.each([
    ['a tab', `${start}ontology:\n\ttools: []`, 4],
    ['a key twice', `${start}name: B`, 3],
    ['__proto__', `${start}__proto__: {name: B}`, 3],
  ])('for %s', async (_, manifest, line) => {
    expect(await register(manifest)).toMatchObject({
      status: 422,
      body: { code: 'MANIFEST_INVALID', details: { line } },
    });
  });
});
