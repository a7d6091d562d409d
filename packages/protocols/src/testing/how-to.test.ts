import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('docs/how-to/add-a-protocol.md shows the code that is tested here, word for word', () => {
  const page = read('../../../../docs/how-to/add-a-protocol.md');
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map((block) => block[1]);
  expect(blocks).toEqual([read('one-tag-protocol.ts'), read('one-tag-protocol.test.ts')]);
});
