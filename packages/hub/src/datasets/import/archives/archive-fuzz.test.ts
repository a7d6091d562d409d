import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { fuzzSeed } from '@patchbay/protocols/testing/fuzz/fuzz.ts';
import { createRandom } from '@patchbay/protocols/testing/fuzz/random.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../../testing/test-hub.ts';
import { mutateZip } from './testing/mutate-zip.ts';
import { writeZip } from './testing/write-zip.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.end());

const count = 500;

/** A person waits for it. Nothing in these archives takes longer than some milliseconds. */
const longestMs = 5000;

async function readSamples(): Promise<[Buffer, ...Buffer[]]> {
  const names = ['info-zip', 'encrypted', 'streamed', 'zip64'];
  const path = (name: string) => join(import.meta.dirname, `fixtures/${name}.zip`);
  const written = writeZip([
    { name: 'a/', content: '' },
    { name: 'a/b.txt', content: 'a text '.repeat(30), method: 0 },
    { name: 'a/c.md', content: 'a text '.repeat(30) },
    { name: '__MACOSX/._a', content: 'fork' },
    { name: 'talk.json', content: '{"messages":[{"role":"user","content":"Hello"}]}' },
  ]);
  return [written, ...(await Promise.all(names.map((name) => readFile(path(name)))))];
}

test('mutations of archives become data rows or are refused by name, and write nowhere else (fault F3)', async () => {
  const samples = await readSamples();
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: 'Fuzz' });
  const address = `/api/v1/datasets/${body.id}/import?format=files`;
  const before = await readdir(hub.dataFolder);
  for (let index = 0; index < count; index += 1) {
    const random = createRandom(fuzzSeed + index);
    const bytes = mutateZip(random.pick(samples), random);
    const began = performance.now();
    const answer = await hub.upload<ImportReport>(address, { 'a.zip': bytes });
    const place = `case ${index} of seed ${fuzzSeed}: ${bytes.toString('base64')}`;
    expect([answer.status, place]).toEqual([200, place]);
    expect(performance.now() - began, place).toBeLessThan(longestMs);
    for (const { source, problem } of answer.body.failed) {
      expect(source, place).toMatch(/^a\.zip/);
      expect(problem.code, place).toMatch(/^INPUT_/);
    }
  }
  expect(await readdir(hub.dataFolder)).toEqual([...before, 'incoming-files'].sort());
  expect(await readdir(join(hub.dataFolder, 'incoming-files'))).toEqual([]);
  for (const name of await readdir(join(hub.dataFolder, 'assets'), { recursive: true })) {
    expect(name).toMatch(/^(incoming|[0-9a-f]{2}(\/[0-9a-f]{62})?)$/);
  }
}, 60_000);
